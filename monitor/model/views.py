"""What people are shown of the store: plain values that the command line and pages print."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from monitor.model.alerts import Alert, Message
from monitor.model.articles import Novelty
from monitor.model.claims import Claim, UnreadSignal
from monitor.model.deliveries import AttemptOutcome, DeliveryState
from monitor.model.events import Change, IgnoredReason, Occurrence
from monitor.model.items import FeedState
from monitor.model.sources import IndependentSource, Unconfirmed


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedView:
    """A configured feed.

    `title` is what it calls itself, `items` counts what was new or changed in it since the
    beginning, `new_at` is when that was last the case, `waiting` counts what is not ingested yet.
    """

    state: FeedState
    title: str | None
    items: int
    waiting: int
    new_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """The article that something stands in; `copy`: it re-publishes an earlier one.

    `story` is the id of the story that it belongs to, None: it was put into none.
    """

    article_id: int
    outlet: str
    title: str
    url: str | None
    published: datetime
    copy: bool
    story: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    """How an event stands.

    `occurrence` is None while no claim decided anything. `changes`, `claims` and `signals` count
    what is stored; `changed_at` is when the last change was published. `unconfirmed` is what would
    be news if more sources said so, the newest first.
    """

    event: str
    occurrence: Occurrence | None
    changes: int
    claims: int
    signals: int
    changed_at: datetime | None
    unconfirmed: tuple[Unconfirmed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ClaimView:
    """A claim where it stands; `ignored` says why it changed nothing, None: it did or supports."""

    claim: Claim
    source: SourceView
    ignored: IgnoredReason | None


@dataclass(frozen=True, slots=True, kw_only=True)
class SignalView:
    """A signal that could not be read, where it stands."""

    signal: UnreadSignal
    source: SourceView


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryView:
    """A delivery on its way or at its end.

    `due_at` is the next try, None when it has ended. `detail` says why it is not sent. What has a
    `bundle` waits to be told together with others, in the delivery `folded_into`. `acked_at` is
    when somebody has taken note of it (UTC).
    """

    id: int
    key: str
    channel: str
    title: str
    state: DeliveryState
    detail: str
    created_at: datetime
    due_at: datetime | None
    ended_at: datetime | None
    attempts: int
    may_repeat: bool
    change_id: int | None
    bundle: str = ""
    folded_into: int | None = None
    acked_at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An alert that a channel has, or is about to get, as it was made (`at`, UTC).

    `arrived` is False only where it waits and certainly has not been taken by anybody yet.
    """

    channel: str
    change_id: int
    delivery_id: int
    title: str
    alert: Alert
    at: datetime
    arrived: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeView:
    """A change with its source and what became of its deliveries.

    `noticed_at` is when we saw it. `sources` are the independent ones that say the same until the
    status changes again, the first one first, and `outlets` their names. `source` is None where no
    article of the corpus decided.
    `corrected_at` is when it turned out not to stand (UTC), None: nobody had to be told that.
    """

    id: int
    change: Change
    noticed_at: datetime
    source: SourceView | None
    outlets: tuple[str, ...]
    deliveries: tuple[DeliveryView, ...]
    corrected_at: datetime | None = None
    sources: tuple[IndependentSource, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class EventTimeline:
    """Everything that is known of an event, each part in order of publication.

    `unconfirmed` is what would be news if more sources said so, the newest first.
    """

    event: str
    occurrences: tuple[Occurrence, ...]
    changes: tuple[ChangeView, ...]
    claims: tuple[ClaimView, ...]
    signals: tuple[SignalView, ...]
    unconfirmed: tuple[Unconfirmed, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptView:
    """One try of a delivery; `ended_at` is None while it goes on or when its end is not known."""

    number: int
    started_at: datetime
    ended_at: datetime | None
    outcome: AttemptOutcome
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DeliveryDetail:
    """A delivery with its message and its tries."""

    delivery: DeliveryView
    message: Message
    attempts: tuple[AttemptView, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CorpusCounts:
    """The size of the corpus.

    `untexted` counts the articles whose page gave no text, `waiting` the items not ingested yet,
    `topics` the articles that are mainly about each topic.
    """

    articles: dict[Novelty, int]
    untexted: int
    waiting: int
    topics: dict[str, int]
    claims: int
    signals: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PageTrouble:
    """An article whose page gave no text, so that only the feed's summary was read."""

    url: str | None
    title: str
    outlet: str
    reason: str
    found_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class ChannelView:
    """A channel with its deliveries by state.

    `error` is what its last try failed of, else empty; `given_up` counts the deliveries that lately
    ended without having arrived for certain.
    """

    channel: str
    deliveries: dict[DeliveryState, int]
    error: str
    given_up: int = 0
