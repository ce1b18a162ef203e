"""The independent client is there, with Element's own cryptography."""

from tests.servers.node import node

CREATES_KEYS = """
import * as sdk from "matrix-js-sdk";
const client = sdk.createClient({
    baseUrl: "http://127.0.0.1:9", userId: "@vera:localhost", deviceId: "PHONE",
});
await client.initRustCrypto({ useIndexedDB: false });
const keys = await client.getCrypto().getOwnDeviceKeys();
console.log(JSON.stringify(Object.keys(keys).sort()));
process.exit(0);
"""


def test_the_independent_client_makes_its_own_keys() -> None:
    with node("--input-type=module", "--eval", CREATES_KEYS) as client:
        out, errors = client.communicate(timeout=60)
    assert client.returncode == 0, errors
    assert out.splitlines()[-1] == '["curve25519","ed25519"]'
