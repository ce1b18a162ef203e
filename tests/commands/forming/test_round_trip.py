"""Whatever stands in a form, its line says the same: read back, it gives the same answers."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.rehearse.drill import Drill
from commands.call import Call
from commands.declare import Field, Form
from commands.forming.composed import composed, misread, tidied
from commands.forming.frame import setting
from commands.kinds.ids import IdKind
from commands.kinds.kind import Widget
from commands.line import BEGINS, BREAK, SPACE, Line, Raw, address
from commands.parse import answers
from commands.table import FORMS
from coordination.ids import LIMIT, identifier
from storage.store import Store
from tests.commands.forming.filling import Hand

SPOKEN = [form for form in FORMS.values() if not form.clockwork]
TEXT = st.text(max_size=120) | st.sampled_from(
    ["as=nl now=yes", "reason=x y", "a\n\nb = c", "“quoted” – ‘dash’", "poll vote POL-1 yes"]
)


def typed(field: Field, call: Call, store: Store) -> st.SearchStrategy[str]:
    """What may be answered to a question, as its kind writes it."""
    words = [choice.word for choice in field.kind.choices(call, store)]
    if isinstance(field.kind, IdKind):
        prefix = field.kind.made.prefix or "INC"
        made = st.integers(0, LIMIT - 1).map(lambda n: identifier(prefix, n))
        return made.filter(bool).map(str)
    if field.kind.widget is Widget.MULTI and words:
        several = st.lists(st.sampled_from(words), min_size=1, max_size=9, unique=True)
        return several.map(",".join)
    if words:
        return st.sampled_from(words)
    if field.kind.widget is Widget.TEXT:
        clean = TEXT.filter(lambda text: not {SPACE, BREAK, BEGINS} & set(text))
        return clean.map(lambda text: tidied(field, text)).filter(bool)
    return st.sampled_from([field.kind.example or "word", "5", "2026-04-09"])


def check(form: Form, call: Call, store: Store) -> None:
    """Lines of this form, with all required answers and some of the others."""
    needed = {f.name: typed(f, call, store) for f in form.fields if f.required}
    others = {f.name: typed(f, call, store) for f in form.fields if not f.required}

    @settings(max_examples=25, suppress_health_check=list(HealthCheck))
    @given(st.fixed_dictionaries(needed, optional=others), st.sampled_from([{}, {"now": "yes"}]))
    def come_back(given_answers: dict[str, str], common: dict[str, str]) -> None:
        raw = Raw(given_answers, common)
        line = Line(composed(form, raw))
        assert address(line, FORMS) is form
        back = answers(line, form, call, store)
        assert back.answers == given_answers
        assert back.common == common
        assert misread(form, raw, call, store) is None

    come_back()


@pytest.mark.hypothesis
async def test_the_line_of_a_form_gives_the_same_answers(asking: Drill) -> None:
    def all_of_them(store: Store, call: Call) -> int:
        for form in SPOKEN:
            check(form, call, store)
        return len(SPOKEN)

    checked = await Hand(asking, "anouk", "draft").reads(
        lambda store, here, deployment, now: all_of_them(
            store,
            setting(store, here, deployment, now).call("menu"),  # type: ignore[union-attr]
        )
    )
    assert checked == len(SPOKEN) > 50
