from __future__ import annotations

from io import BytesIO

import pytest
from hypothesis import given
from hypothesis import strategies as st

from storage.backup.cipher import CHUNK, FIRST, MAGIC, TAG, Reader, Unreadable, Writer

WORDS = "correct horse battery staple"
FAST = 4
HEADER = len(MAGIC) + 1 + 16 + TAG


def sealed(*parts: bytes) -> bytes:
    file = BytesIO()
    writer = Writer(file, WORDS, FAST)
    for part in parts:
        writer.write(part)
    writer.finish()
    return file.getvalue()


def opened(content: bytes, words: str = WORDS) -> bytes:
    return Reader(BytesIO(content), words).read()


def fault(content: bytes, words: str = WORDS) -> str:
    with pytest.raises(Unreadable) as raised:
        opened(content, words)
    return raised.value.kind


@given(st.lists(st.binary(max_size=300), max_size=6), st.integers(0, 3))
def test_what_is_written_in_any_pieces_is_read_again(parts: list[bytes], times: int) -> None:
    many = [*parts, *[bytes(CHUNK - 7)] * times]
    assert opened(sealed(*many)) == b"".join(many)


@pytest.mark.parametrize("size", [0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK])
def test_a_length_at_a_chunk_s_edge_is_read_again(size: int) -> None:
    assert opened(sealed(bytes(size))) == bytes(size)


def test_it_is_read_in_pieces_of_any_size() -> None:
    content = bytes(range(256)) * 700
    reader = Reader(BytesIO(sealed(content)), WORDS)
    pieces = iter(lambda: reader.read(1_000), b"")
    assert b"".join(pieces) == content


def test_nothing_of_the_text_stands_in_the_file() -> None:
    assert b"birth certificate" not in sealed(b"birth certificate " * 100)


def test_the_same_text_is_never_sealed_alike() -> None:
    assert sealed(b"x" * 100)[HEADER:] != sealed(b"x" * 100)[HEADER:]


def test_another_passphrase_opens_nothing() -> None:
    assert fault(sealed(b"x"), "another passphrase of some length") == "passphrase"


def test_a_file_of_another_kind_is_told_as_such() -> None:
    assert fault(b"") == "foreign"
    assert fault(b"PK" + bytes(100)) == "foreign"
    assert fault(MAGIC + bytes([30]) + bytes(100)) == "foreign"


@given(st.integers(HEADER, HEADER + 2 * (CHUNK + TAG) + 99))
def test_a_changed_byte_is_noticed(place: int) -> None:
    content = bytearray(sealed(bytes(2 * CHUNK + 84)))
    content[place] ^= 1
    assert fault(bytes(content)) in ("changed", "passphrase")


@given(st.integers(HEADER, HEADER + 100 + TAG - 1))
def test_a_cut_in_the_first_chunk_is_no_wrong_passphrase(end: int) -> None:
    content = sealed(bytes(100))[:end]
    assert fault(content) in ("short", "changed")
    assert fault(content, "another passphrase of some length") == "passphrase"


def test_a_cut_in_the_header_is_told_as_what_it_is() -> None:
    content = sealed(bytes(100))
    assert fault(content[: HEADER - 1]) == "short"
    assert fault(content[: HEADER - TAG - 1]) == "foreign"


# What the version before wrote, of “an older copy” and with scrypt's work 4.
OLDER = bytes.fromhex(
    "636f6d697479206261636b757020310a041c13e3e0b10fbea71760dfe9dcbe0c4b1961574b6046ff853b8ca0cc06874e41943cdbbf7f3714b6fddd98846f"
)


def test_a_copy_of_the_version_before_is_still_read() -> None:
    assert OLDER.startswith(FIRST)
    assert opened(OLDER) == b"an older copy"
    assert fault(OLDER, "another passphrase of some length") == "passphrase"
    assert fault(OLDER[:-1]) == "passphrase"


def test_a_cut_at_a_chunk_s_end_is_noticed() -> None:
    content = sealed(bytes(3 * CHUNK))
    for chunks in (1, 2):
        assert fault(content[: HEADER + chunks * (CHUNK + TAG)]) == "short"
    assert fault(content[:-1]) == "changed"
    assert fault(content[:HEADER]) == "short"


def test_chunks_in_another_order_are_noticed() -> None:
    content = sealed(bytes(3 * CHUNK))
    one, two = HEADER + CHUNK + TAG, HEADER + 2 * (CHUNK + TAG)
    swapped = content[:HEADER] + content[one:two] + content[HEADER:one] + content[two:]
    assert fault(swapped) in ("changed", "passphrase")


def test_something_behind_the_end_is_noticed() -> None:
    assert fault(sealed(b"x") + b"more") in ("changed", "passphrase")
