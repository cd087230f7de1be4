"""Nobody harmed is a claim of zero; silence is no claim."""

from __future__ import annotations

import pytest
from drawn import Drawing, cases

ZERO_IS_A_CLAIM = cases("""
    A rocket landed in a field outside Osk, but there were <no casualties>.
        casualties 0 people

    <No one was killed> when the barracks was shelled.
        killed 0 people

    The blast shattered windows but <caused no injuries>.
        injured 0 people

    <Nobody was hurt> in the grenade attack on the consulate.
        injured 0 people

    <No deaths or injuries> were reported after the drone was shot down.
        casualties 0 people

    <No civilians were killed> in the operation, the coalition said.
        killed 0 civilians

    Gunmen fired on the convoy <without causing casualties>.
        casualties 0 people

    <None of the passengers was injured>.
        injured 0 passengers

    Four shells hit the airfield; <no fatalities> were reported.
        killed 0 people

    <No arrests> have been made.
        detained 0 suspects

    The detonation resulted in <zero casualties>, the base commander said.
        casualties 0 people

    <No staff were injured> in the looting of the warehouse, the agency said.
        injured 0 staff

    The convoy was fired on twice; <no one was hurt>, and the drivers turned back.
        injured 0 people

    Police fired into the air; <nobody was injured>.
        injured 0 people

    The shell failed to explode and <caused no deaths>.
        killed 0 people

    <No soldiers were killed or wounded> in the exchange, the army said.
        casualties 0 soldiers

    The mission reported <zero civilian casualties> in June.
        casualties 0 civilians

    The truck was burned, but <no one was hurt>.
        injured 0 people

    There were <no fatalities>, but <six guards were hurt>.
        killed 0 people
        injured 6 guards
""")

NOT_ZERO = cases("""
    There was no information on casualties.

    No further casualties were reported after <five people were killed> in the morning.
        killed 5 people

    There is no doubt that <12 people were killed>.
        killed 12 people

    No group has claimed responsibility for the bombing, which <killed nine people>.
        killed 9 people

    No confirmation of the deaths could be obtained.

    It is no longer safe for the injured to stay, the doctor said.

    No evidence of torture was found.

    Not one of the shells missed: <six people died>.
        killed 6 people

    <No fewer than six guards were hurt>.
        injured 6+ guards

    There has been no let-up in the killing.

    No one knows where the hostages are.

    No suspects have been named.
""")


@pytest.mark.parametrize("case", ZERO_IS_A_CLAIM, ids=str)
def test_zero_is_a_claim(case: Drawing) -> None:
    case.check()


@pytest.mark.parametrize("case", NOT_ZERO, ids=str)
def test_not_zero(case: Drawing) -> None:
    case.check()
