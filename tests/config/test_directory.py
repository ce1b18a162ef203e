"""Directory files are read into typed entries, and every mistake is told with its place."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from config.directory import Entries, Problem, check, read
from coordination.parties import Role, Sees
from coordination.tlp import Tlp

DEMO = Path(__file__).parents[2] / "config" / "demo" / "directory.toml"
SMALL = """\
[state.NL]
authority = "Central Authority of the Netherlands"
capital = "The Hague"
zone = "Europe/Amsterdam"

[group.ica]
name = "ICA"
kind = "interstate"
parties = ["NL"]

[person.nl1]
name = "Noor"
zone = "Europe/Amsterdam"
matrix = "@nl1:{server}"
hats = [{ group = "ica", party = "NL", roles = ["voter"] }]
"""


def read_toml(folder: Path, content: str, server: str = "localhost") -> Entries:
    path = folder / "directory.toml"
    path.write_text(content, encoding="utf-8")
    return read(path, server)


def problems(entries: Entries) -> list[Problem]:
    return [*entries.problems, *check(entries)]


def told(entries: Entries) -> list[tuple[str, int, str]]:
    """Rule, line and message key of each problem of a TOML file."""
    found = problems(entries)
    return [(p.rule, p.spot.where["line"], key(p)) for p in found]  # type: ignore[misc]


def key(problem: Problem) -> str:
    said = problem.said
    return said["what"].msgid if said.msgid == "import.field" else said.msgid  # type: ignore[union-attr]


def line_of(content: str, part: str) -> int:
    return content[: content.index(part)].count("\n") + 1


def test_the_demonstration_is_free_of_problems() -> None:
    entries = read(DEMO)
    assert not problems(entries)
    codes = [e.value.party.code for e in entries.states]
    assert codes == ["NL", "IT", "FR", "CA", "AU", "IL", "CO", "PH", "XV"]
    assert {e.value.party.code for e in entries.agencies} == {"MoI", "CWA", "POL", "NGO"}
    roles = [e.value.role for e in entries.credentials]
    assert (roles.count(Role.EMBASSY), roles.count(Role.OBSERVER)) == (2, 1)


@pytest.mark.rule("T-10")
def test_in_the_demonstration_only_encrypted_rooms_hold_more_than_the_community_may_see() -> None:
    rooms = {e.value.id: e.value for e in read(DEMO).rooms}
    assert rooms["slack-coord"].ceiling is Tlp.GREEN
    assert rooms["draft"].ceiling is Tlp.AMBER_STRICT
    assert rooms["draft"].sees is Sees.PARTIES
    assert rooms["own-xv"].party == "XV"


@pytest.mark.rule("DR-22")
def test_the_fictional_state_concerned_is_known_with_the_states_it_cooperates_with() -> None:
    (valdora,) = (e.value for e in read(DEMO).states if e.value.party.code == "XV")
    assert valdora.party.names.in_language("es") == "Valdora"
    assert set(valdora.programmes) == {"NL", "IT", "FR", "CA", "AU", "IL"}


def test_accounts_follow_the_name_of_the_homeserver(tmp_path: Path) -> None:
    entries = read_toml(tmp_path, SMALL, "matrix.example.org")
    assert entries.people[0].value.accounts == (("matrix", "@nl1:matrix.example.org"),)


def test_a_state_s_names_come_from_the_table_of_names(tmp_path: Path) -> None:
    names = read_toml(tmp_path, SMALL).states[0].value.party.names
    assert [names.in_language(x) for x in ("en", "fr", "es")] == [
        "Netherlands",
        "Pays-Bas",
        "Países Bajos",
    ]


def test_a_name_of_one_s_own_leaves_the_usual_article_behind(tmp_path: Path) -> None:
    plain = read_toml(tmp_path, SMALL).states[0].value.party.names
    assert plain.in_language("en", "the") == "the Netherlands"
    own = SMALL.replace("[state.NL]", '[state.NL]\nname = "Holland"\nname_fr_of = "de Hollande"')
    named = read_toml(tmp_path, own).states[0].value.party.names
    assert named.in_language("en", "the") == "Holland"
    assert named.in_language("fr", "of") == "de Hollande"


@pytest.mark.parametrize(
    ("old", "new", "at", "rule", "what"),
    [
        ("Europe/Amsterdam", "Europe/Amsterdm", "Europe/Amsterdm", "form", "import.not_zone"),
        ("[state.NL]", "[state.QQ]", "[state.QQ]", "form", "import.missing"),
        ("[state.NL]", "[land.NL]", "[land.NL]", "form", "import.unknown_kind"),
        ('capital = "The Hague"\n', "", "[state.NL]", "form", "import.missing"),
        ("capital =", "captial =", "captial", "form", "import.unknown_field"),
        ('"interstate"', '"interstat"', '"interstat"', "form", "import.not_one_of"),
        ('parties = ["NL"]', 'parties = ["NL", "FR"]', '"FR"', "form", "import.not_known"),
        ('roles = ["voter"]', 'roles = ["vote"]', '["vote"]', "form", "import.not_one_of"),
        ('parties = ["NL"]', 'ratio = "1/2"\nparties = ["NL"]', "1/2", "form",
         "import.not_majority"),
        ('parties = ["NL"]', 'quorum = "half"\nparties = ["NL"]', "half", "form",
         "import.not_share"),
        ('group = "ica"', 'group = "icca"', '"icca"', "form", "import.not_known"),
        (' party = "NL",', "", "hats", "DR-17", "import.for_which_party"),
        ('party = "NL"', 'party = "FR"', "hats", "DR-01", "import.not_a_party"),
        ('"voter"', '"coordinator"', "hats", "form", "import.wrong_group"),
        ('"voter"', '"clock"', "hats", "form", "import.nobody_is_the_clock"),
        ('["voter"]', '["embassy"], can_commit = true', "hats", "T-30", "import.cannot_commit"),
        ('party = "NL", roles = ["voter"]', 'roles = ["observer"]', "hats", "T-33",
         "import.for_which_organisation"),
        ('["voter"]', '["voter"], valid_from = 2026-02-01, valid_to = 2026-01-01', "hats",
         "DR-17", "import.ends_before"),
        ('zone = "Europe/Amsterdam"\n\n', "zone = Europe\n\n", "zone = Europe\n", "form",
         "import.not_toml"),
    ],
)  # fmt: skip
def test_a_mistake_is_told_with_its_line(
    tmp_path: Path, old: str, new: str, at: str, rule: str, what: str
) -> None:
    content = SMALL.replace(old, new, 1)
    assert (rule, line_of(content, at), what) in told(read_toml(tmp_path, content))


def test_all_mistakes_of_a_file_are_told_at_once(tmp_path: Path) -> None:
    content = SMALL.replace("Europe/Amsterdam", "Mars/Olympus").replace("interstate", "club")
    found = {(line, key) for _, line, key in told(read_toml(tmp_path, content))}
    zones = {n for n, line in enumerate(content.splitlines(), 1) if "Mars" in line}
    assert found >= {(line, "import.not_zone") for line in zones}
    assert (line_of(content, "club"), "import.not_one_of") in found


def test_a_state_code_that_iso_does_not_list_is_refused_unless_user_assigned(
    tmp_path: Path,
) -> None:
    named = 'name = "Nowhere"\nauthority'
    wrong = SMALL.replace("authority", named, 1).replace("state.NL", "state.ZY")
    assert ("form", 1, "import.no_such_state") in told(read_toml(tmp_path, wrong))
    right = SMALL.replace("authority", named, 1).replace("NL", "XZ")
    assert not problems(read_toml(tmp_path, right))


@pytest.mark.parametrize(
    ("state", "part", "told_as"),
    [("AU", "ACTT", "no_such_part"), ("CO", "DC", "no_parts"), ("XV", "A", "no_parts")],
)
def test_a_part_of_a_country_whose_holidays_nobody_knows_is_told(
    tmp_path: Path, state: str, part: str, told_as: str
) -> None:
    named = f'[state.{state}]\nname = "A"\nsubdivision = "{part}"'
    wrong = SMALL.replace("[state.NL]", named).replace("NL", state)
    assert ("form", 3, f"import.{told_as}") in told(read_toml(tmp_path, wrong))


@pytest.mark.rule("DR-17")
def test_two_voters_of_one_party_at_one_time_are_refused(tmp_path: Path) -> None:
    second = SMALL + SMALL[SMALL.index("[person") :].replace("nl1", "nl2")
    assert ("DR-17", line_of(second, "@nl2") + 1, "import.two_voters") in told(
        read_toml(tmp_path, second)
    )


@pytest.mark.rule("DR-17")
@given(st.dates(), st.dates(), st.dates(), st.dates())
def test_voters_of_one_party_may_follow_each_other_but_never_meet(
    tmp_path_factory: pytest.TempPathFactory, a: date, b: date, c: date, d: date
) -> None:
    first, last = sorted((a, b))
    start, end = sorted((c, d))
    dated = SMALL.replace("] }]", f"], valid_from = {first}, valid_to = {last} }}]")
    also = SMALL[SMALL.index("[person") :].replace("nl1", "nl2")
    also = also.replace("] }]", f"], valid_from = {start}, valid_to = {end} }}]")
    found = {what for _, _, what in told(read_toml(tmp_path_factory.mktemp("d"), dated + also))}
    assert ("import.two_voters" in found) == (first <= end and start <= last)


@pytest.mark.rule("DR-19")
def test_an_account_is_one_person_s(tmp_path: Path) -> None:
    second = SMALL + '[person.nl2]\nname = "N"\nzone = "UTC"\nmatrix = "@nl1:localhost"\n'
    line = second.count("\n")
    assert ("DR-19", line, "import.twice") in told(read_toml(tmp_path, second))


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ('matrix = "nl2"', "import.not_matrix"),
        ('matrix = "@nl2"', "import.not_matrix"),
        ('matrix = "nl2@localhost"', "import.not_matrix"),
        ('slack = "U0NL2"', "import.not_slack"),
        ('slack = "@noor"', "import.not_slack"),
    ],
)
def test_an_account_that_no_platform_could_know_is_told(
    tmp_path: Path, line: str, what: str
) -> None:
    content = SMALL + f'[person.nl2]\nname = "N"\nzone = "UTC"\n{line}\n'
    assert ("form", content.count("\n"), what) in told(read_toml(tmp_path, content))


def test_a_room_on_a_platform_that_we_do_not_speak_is_told(tmp_path: Path) -> None:
    room = '[room.r]\nname = "R"\nplatform = "irc"\nsees = "everybody"\nceiling = "TLP:AMBER"\n'
    content = SMALL + room
    line = line_of(content, 'platform = "irc"')
    assert ("form", line, "import.not_one_of") in told(read_toml(tmp_path, content))


@pytest.mark.rule("T-29")
def test_an_embassy_is_accredited_to_states_that_the_register_names(tmp_path: Path) -> None:
    voter = 'roles = ["voter"]'
    both = SMALL.replace(voter, 'roles = ["embassy", "voter"], accredited_to = ["xv"]')
    hats = {e.value.role: e.value.accredited_to for e in read_toml(tmp_path, both).credentials}
    assert hats == {Role.EMBASSY: ("XV",), Role.VOTER: ()}
    none = SMALL.replace(voter, 'roles = ["voter"], accredited_to = ["XV"]')
    assert [rule for rule, _, _ in told(read_toml(tmp_path, none))] == ["form"]
    own = SMALL.replace(voter, 'roles = ["embassy"], accredited_to = ["NL"]')
    assert [rule for rule, _, _ in told(read_toml(tmp_path, own))] == ["T-29"]


def test_a_room_of_embassies_may_name_the_state_where_they_are(tmp_path: Path) -> None:
    room = '\n[room.a]\nname = "A"\nplatform = "matrix"\ngroup = "ica"\nsees = "embassies"\n'
    room += 'ceiling = "TLP:AMBER"\nparty = "{}"\n'
    assert told(read_toml(tmp_path, SMALL + room.format("NL"))) == []
    assert told(read_toml(tmp_path, SMALL + room.format("ZZ")))[0][2] == "import.not_known"
