"""`comity verify FILE`: certificates and sealed PDFs, with the record, with a checkpoint, alone."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from bot.__main__ import main
from bot.render.papers.seal import FREE, sealed
from bot.render.papers.seal import digest as sealed_digest
from commands.certificate.made import HEAD, PURPOSE
from storage.attest import Signed, digest
from storage.canonical import canonical
from storage.keyring import Keyring
from storage.store import Store
from tests.bot.cli.certified import Certified
from tests.servers.postgres import Postgres

Told = Callable[..., str]


@pytest.fixture(scope="session")
def on_sqlite(tmp_path_factory: pytest.TempPathFactory) -> Certified:
    """One on SQLite, which is made once and copied for each test."""
    folder = tmp_path_factory.mktemp("certified")
    made = Certified(folder, f"sqlite:///{folder / 'place' / 'comity.db'}")
    asyncio.run(made.decide())
    return made


@pytest.fixture(scope="session")
def on_postgres(
    tmp_path_factory: pytest.TempPathFactory, postgres: Postgres, worker_id: str
) -> Certified:
    """One on PostgreSQL, which is the template of each test's own."""
    postgres.sql(f"CREATE DATABASE decided_{worker_id}")
    made = Certified(tmp_path_factory.mktemp("certified"), postgres.url(f"decided_{worker_id}"))
    asyncio.run(made.decide())
    return made


@pytest.fixture
def copy_on_sqlite(on_sqlite: Certified, tmp_path: Path) -> Certified:
    return on_sqlite.copy(tmp_path, f"sqlite:///{tmp_path / 'place' / 'comity.db'}")


@pytest.fixture
def copy_on_postgres(
    on_postgres: Certified, postgres: Postgres, tmp_path: Path, worker_id: str
) -> Iterator[Certified]:
    name = f"certified_{worker_id}"
    postgres.sql(f"CREATE DATABASE {name} TEMPLATE decided_{worker_id} STRATEGY file_copy")
    yield on_postgres.copy(tmp_path, postgres.url(name))
    postgres.sql(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture(
    params=[
        pytest.param(kind, marks=pytest.mark.xdist_group(f"certified on {kind}"))
        for kind in ("sqlite", "postgres")
    ]
)
def here(request: pytest.FixtureRequest) -> Certified:
    made: Certified = request.getfixturevalue(f"copy_on_{request.param}")
    return made


@pytest.fixture
def told(here: Certified, capsys: pytest.CaptureFixture[str]) -> Told:
    """What `comity verify` says; the exit code must be as expected."""

    def verified(path: Path, *more: str, code: int = 0) -> str:
        capsys.readouterr()
        given = main(["verify", str(path), *more, "--config", str(here.place.config)])
        out = capsys.readouterr()
        assert given == code, out.out + out.err
        return out.out

    return verified


@pytest.mark.rule("DR-29", "DR-16")
def test_a_certificate_holds_with_the_record_with_a_checkpoint_and_alone(
    here: Certified, told: Told
) -> None:
    said = told(here.file("nl1.json"))
    assert "✅ The certificate holds" in said
    assert "For 5, against 1, abstaining 1: 5·3 = 15 ≥ 2·6 = 12." in said
    assert "the entries of all 9 answers" in said
    assert "Every byte of the PDF is as it was sealed" in told(here.file("nl1.pdf"))
    apart = told(here.file("xv1.pdf"))
    assert "✅ The certificate holds" in apart
    assert "against 1" not in apart
    checkpoint = here.file("checkpoint.json")
    assert here.place.comity("audit", "checkpoint", str(checkpoint)) == 0
    assert here.place.comity("audit", "checkpoint", str(checkpoint)) == 2  # never overwritten
    here.place.config.unlink()  # nothing of the deployment is at hand any more
    for name in ("nl1.json", "nl1.pdf", "xv1.json", "xv1.pdf"):
        assert main(["verify", str(here.file(name)), "--checkpoint", str(checkpoint)]) == 0
        assert main(["verify", str(here.file(name)), "--alone"]) == 0


def test_what_came_after_a_certificate_is_told_and_breaks_nothing(
    here: Certified, told: Told
) -> None:
    asyncio.run(here.correct())
    said = told(here.file("nl1.json"))
    assert "The certificate holds" in said
    assert "entries came later" in said


def test_a_changed_part_is_named(here: Certified, told: Told) -> None:
    changes: dict[str, tuple[str, Callable[[dict[str, Any]], None]]] = {
        "the votes": ("[2].answer", lambda p: p["votes"]["value"][2].update(answer="yes")),
        "the text": ("texts", lambda p: p["text"]["value"]["texts"].update(fr="autre")),
        "the statements": ("", lambda p: p["statements"]["value"][0].update(text="No.")),
        "the sum": ("yes", lambda p: p["sum"]["value"].update(yes=6)),
        "who decides": ("", lambda p: p["eligible"]["value"].remove("CO")),
        "the credentials": ("", lambda p: p["credentials"]["value"][0].update(reference="X")),
        "and by which rule": ("quorum", lambda p: p["question"]["value"].update(quorum=1)),
    }
    for name, (path, change) in changes.items():
        data = here.data()
        change(data["parts"])
        said = told(here.put(data), code=1)
        assert "does not hold" in said
        assert f"{name}. Its digest does not fit" in said
        assert path in said
    data = here.data() | {"label": "TLP:CLEAR"}
    assert "what stands outside of the parts" in told(here.put(data), code=1)
    rewritten = json.dumps(here.data()).encode()
    assert "Line 1 of the file" in told(here.put(rewritten), code=1)


@pytest.mark.parametrize("seq", [4.0, [4], True])
def test_a_number_that_is_none_is_found_and_never_trips_the_check(
    here: Certified, told: Told, seq: Any
) -> None:
    data = here.data()
    data["parts"]["votes"]["value"][0]["seq"] = seq
    assert "the votes. Its digest does not fit" in told(here.put(data), code=1)


def test_a_certificate_of_another_key_is_none_of_ours(here: Certified, told: Told) -> None:
    data = here.data()
    data["parts"]["votes"]["value"][2]["answer"] = "yes"
    votes = data["parts"]["votes"]
    data["digests"]["votes"] = digest(votes["salt"], votes["value"])
    forged = Keyring(bytes(32)).signer()
    data["key"] = forged.public_key().public_bytes_raw().hex()
    content = f"comity {PURPOSE} 1".encode() + b"\0" + canonical({n: data[n] for n in HEAD})
    data["signature"] = forged.sign(content).hex()
    said = told(here.put(data), code=1)
    assert "not this deployment’s" in said
    assert "do not give the outcome" in said
    checkpoint = here.file("checkpoint.json")
    assert here.place.comity("audit", "checkpoint", str(checkpoint)) == 0
    said = told(here.put(data), "--checkpoint", str(checkpoint), code=1)
    assert "not this deployment’s" in said


def test_a_changed_record_is_named_by_an_old_certificate(here: Certified, told: Told) -> None:
    def rewritten(store: Store) -> None:
        one = "UPDATE poll_vote SET answer = 'yes' WHERE answer = 'no' AND party = 'CA'"
        store.connection.execute(text(one))

    def taken_out(store: Store) -> None:
        store.connection.execute(text("DELETE FROM poll_vote WHERE party = 'FR'"))

    asyncio.run(here.place.ask(rewritten))
    said = told(here.file("nl1.json"), code=1)
    assert "differ in the votes, at [2].answer" in said
    asyncio.run(here.file_again("again"))
    said = told(here.file("again.json"), code=1)
    assert "no entry that gives this answer of CA" in said  # the audit still knows it
    asyncio.run(here.place.ask(taken_out))
    asyncio.run(here.file_again("once_more"))
    assert "that the certificate does not tell" in told(here.file("again.json"), code=1)

    def forgotten(store: Store) -> None:
        one = "UPDATE audit_entry SET payload = prev WHERE chain = :chain AND seq = 4"
        store.connection.execute(text(one), {"chain": here.incident})

    asyncio.run(here.place.ask(forgotten))
    assert f"entry 4 of the chain {here.incident}" in told(here.file("nl1.json"), code=1)


def test_a_changed_byte_of_a_pdf_is_found(here: Certified, told: Told) -> None:
    whole = here.file("nl1.pdf").read_bytes()
    for place in range(100, len(whole), len(whole) // 12):
        changed = whole[:place] + bytes([whole[place] ^ 1]) + whole[place + 1 :]
        said = told(here.put(changed, "changed.pdf"), "--alone", code=1)
        assert "was changed after it was sealed" in said or "has no seal" in said
    assert "was changed after" in told(here.put(whole + b"%", "changed.pdf"), "--alone", code=1)
    assert "has no seal" in told(here.put(b"%PDF-1.7\n%%EOF", "changed.pdf"), "--alone", code=1)


def test_alone_nothing_is_said_to_be_of_this_deployment(here: Certified, told: Told) -> None:
    """Anybody can seal a paper with a key of one's own: whose it is only a record can say."""
    for name in ("nl1.json", "nl1.pdf"):
        said = told(here.file(name), "--alone")
        assert "The certificate holds" not in said
        assert "The certificate is whole; whose key signed it was not checked" in said
        assert said.count(here.data()["key"]) == 1
    letter = here.put(sealed_by(Keyring(bytes(32))), "letter.pdf")
    said = told(letter, "--alone")
    assert "as this deployment made it" not in said
    assert "The PDF is as it was sealed; whose key sealed it was not checked" in said
    assert "It is signed with the key" in said
    assert "is not this deployment’s" in told(letter, code=1)


def sealed_by(keys: Keyring) -> bytes:
    """A letter of somebody's own making, sealed with somebody's own key."""
    words = b"%PDF-1.7 /Keywords(" + FREE.encode() + b") We are the authorities of all States."
    key = keys.signer()
    signature = key.sign(b"comity paper 1\x00" + sealed_digest(words)).hex()
    return sealed(words, Signed(key.public_key().public_bytes_raw().hex(), signature))


def test_what_is_no_certificate_is_said(here: Certified, told: Told) -> None:
    for content in (b"", b"{}", b"[" * 100_000, b"\xff\xfe", b'{"comity": "certificate 1"}'):
        told(here.put(content), code=2)
    told(here.file("absent.json"), code=2)
    told(here.file("nl1.json"), "--checkpoint", str(here.file("nl1.json")), code=2)
