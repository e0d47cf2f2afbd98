"""News: whether an asserted claim changes an occurrence, by named rules and the table.

The table of transitions says what may follow what. The rules before it say when the same status
is news once more, and when another one is not: dates, lapses, pushes, what was told already. The
first rule that has an answer decides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from monitor.model.claims import STATUSES, Claim, Lifecycle, Position, Standing, Status
from monitor.model.events import IgnoredReason, Occurrence
from monitor.stages.tracking.transitions import HAPPENED, NEED_A_PUSH, PLANS, TABLE, TENTATIVE, Step

LAPSE = timedelta(days=3)
"""After its stated day, without word of it, an occurrence is over. Source: docs/data-format.md."""
FORTNIGHT = timedelta(days=14)
"""An extension told this long after the last one is another. Source: judgement; follow-up coverage
of an extension ends within days, and standing agreements are prolonged by a month or more."""
FIRST_ZONE = timedelta(hours=14)
"""How long before midnight UTC a day begins somewhere. Source: UTC+14, the Line Islands."""
ONE_DAY = timedelta(days=1)
"""How far two days may be apart by time zones alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class News:
    """An asserted claim with standing, and the occurrence that it may change."""

    claim: Claim
    current: Occurrence
    published: datetime
    lifecycle: Lifecycle

    @property
    def repeats(self) -> bool:
        """Whether it says what is known."""
        return self.claim.status is self.current.status


Decision = Step | IgnoredReason


def weigh(
    claim: Claim, current: Occurrence | None, published: datetime, lifecycle: Lifecycle
) -> Decision:
    """What an asserted claim with standing would do by itself: a step, or why it is no news.

    Args:
        claim: Asserted, with standing, not weak.
        current: The event's latest occurrence; None: nothing is known of the event yet.
        published: When the article was published (UTC).
        lifecycle: The event's.
    """
    if claim.status not in STATUSES[lifecycle]:
        return IgnoredReason.NOT_ALLOWED
    if _is_plan_of_the_past(claim, published):
        return IgnoredReason.LATE
    if current is None:
        return Step.CHANGE
    news = News(claim=claim, current=current, published=published, lifecycle=lifecycle)
    decisions = (rule(news) for rule in RULES)
    return next(decision for decision in decisions if decision is not None)


def _is_plan_of_the_past(claim: Claim, published: datetime) -> bool:
    """A plan for a day that has passed is history."""
    return (
        claim.status in PLANS
        and claim.day is not None
        and claim.day < published.date() - ONE_DAY
        and claim.standing is not Standing.OPERATOR
    )


def operator_decides(news: News) -> Decision | None:
    """The analyst's word needs no table: whatever differs is set."""
    if news.claim.standing is not Standing.OPERATOR or news.repeats:
        return None
    row = TABLE[news.lifecycle][news.current.status]
    return Step.NEXT if news.claim.status in row.opens else Step.CHANGE


def before_its_day(news: News) -> Decision | None:
    """`held` or `underway` before the stated day, in an outlet's own voice, is a slip."""
    if news.claim.status not in HAPPENED or news.claim.standing is not Standing.OUTLET:
        return None
    if news.current.status not in PLANS or news.current.day is None:
        return None
    begins = datetime.combine(news.current.day, time.min, UTC) - FIRST_ZONE
    return IgnoredReason.BEFORE_DATE if news.published < begins else None


def of_the_one_before(news: News) -> Decision | None:
    """What took place on a day before the current status was told is an earlier occurrence."""
    happened = news.claim.status in HAPPENED and not news.repeats
    if not happened or news.claim.day is None:
        return None
    told = news.current.since.date() - ONE_DAY
    return IgnoredReason.LATE if news.claim.day < told else None


def after_a_lapse(news: News) -> Decision | None:
    """Once the stated day has passed without word, a new plan is the next occurrence."""
    is_new_plan = news.claim.status in (Status.PROPOSED, Status.CONFIRMED, Status.AGREED)
    return Step.NEXT if is_new_plan and has_lapsed(news.current, news.published) else None


def has_lapsed(current: Occurrence, published: datetime) -> bool:
    """Whether nobody said for `LAPSE` after its day what became of an occurrence.

    A meeting that is under way is taken to be over after the same time, when no outlet that is
    followed told its end.
    """
    if current.status is Status.UNDERWAY:
        return published - current.since >= LAPSE
    if current.status not in PLANS and current.status is not Status.AGREED:
        return False
    return current.day is not None and published.date() - current.day >= LAPSE


def first_date(news: News) -> Decision | None:
    """The first stated day of a meeting that is confirmed already; once per occurrence."""
    if not news.repeats or news.claim.status is not Status.CONFIRMED:
        return None
    is_first = news.claim.day is not None and not news.current.day_told
    return Step.FIRST_DATE if is_first else None


def moved_again(news: News) -> Decision | None:
    """A moved meeting that is moved to yet another day."""
    if not news.repeats or news.claim.status is not Status.RESCHEDULED:
        return None
    return Step.CHANGE if _differ(news.claim.day, news.current.day) else None


def extended_again(news: News) -> Decision | None:
    """Every further extension is a new decision; a quarrel about the last one's length is none."""
    if not news.repeats or news.claim.status is not Status.EXTENDED:
        return None
    is_news = news.claim.position is not Position.BODY
    if is_news and news.published - news.current.since >= FORTNIGHT:
        return Step.CHANGE
    until, end = news.claim.day, news.current.day
    if until is None or end is None or until <= end:
        return None
    return Step.CHANGE if news.published.date() >= end - LAPSE else None


def held_again(news: News) -> Decision | None:
    """After a meeting was held, word of one that was never announced: on a later day, or later."""
    if news.current.status is not Status.HELD or news.claim.status not in HAPPENED:
        return None
    over = news.current.since + LAPSE
    if news.claim.day is not None and news.claim.day > over.date():
        return Step.NEXT
    if news.repeats:
        return IgnoredReason.SAME_STATUS
    return None if news.published >= over else IgnoredReason.WEAKER


def told_already(news: News) -> Decision | None:
    """What repeats the current status; and `ending`, which is told once whatever comes between."""
    if news.repeats:
        return IgnoredReason.SAME_STATUS
    is_told = news.claim.status is Status.ENDING and news.current.ending_told
    return IgnoredReason.ALREADY_TOLD if is_told else None


def no_push(news: News) -> Decision | None:
    """After a postponement or a cancellation a wish is no news; an invitation, a day, a venue is."""
    if news.current.status not in NEED_A_PUSH or news.claim.status is not Status.PROPOSED:
        return None
    claim = news.claim
    is_push = claim.concrete or claim.day is not None or claim.venue is not None
    return None if is_push else IgnoredReason.NOT_CONCRETE


def one_after_the_pending(news: News) -> Decision | None:
    """An invitation to the meeting after the one that is pending."""
    pending = news.current.status in (Status.CONFIRMED, Status.RESCHEDULED)
    if not pending or news.claim.status is not Status.PROPOSED:
        return None
    another = _differ(news.claim.day, news.current.day)
    return IgnoredReason.NEXT_PENDING if another else None


def _differ(one: date | None, other: date | None) -> bool:
    return one is not None and other is not None and one != other


def by_the_table(news: News) -> Decision:
    """What the table allows."""
    row = TABLE[news.lifecycle][news.current.status]
    if news.claim.status in row.changes:
        return Step.CHANGE
    if news.claim.status in row.opens:
        return Step.NEXT
    is_weaker = news.claim.status in TENTATIVE
    return IgnoredReason.WEAKER if is_weaker else IgnoredReason.NOT_ALLOWED


RULES: tuple[Callable[[News], Decision | None], ...] = (
    operator_decides,
    before_its_day,
    of_the_one_before,
    after_a_lapse,
    first_date,
    moved_again,
    extended_again,
    held_again,
    told_already,
    no_push,
    one_after_the_pending,
    by_the_table,
)
"""In the order in which they are asked; the last always answers."""
