"""What the page of a matter offers one person to do now: the main act open, the others behind it."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from cases import rules
from cases.enums import Act
from cases.forms.acts import FORMS, ActForm
from cases.models import Case
from grids.scope import Hat, Scope

# Which act is the next step, where this person may do several: the first of these.
MAIN = (Act.ACCEPT, Act.ASSIGN, Act.GRANT, Act.TAKE, Act.FINISH, Act.RESUME, Act.PASS, Act.CLOSE)
# The order of what stands behind the main act: what is waited for, what is daily, and last what ends a matter.
BEHIND = (
    Act.ANSWER, Act.FINISH, Act.NOTE, Act.FAIL, Act.RATE, Act.DENY, Act.EXTEND, Act.TRANSFER, Act.ESCALATE,
    Act.BRING_BACK, Act.RETURN,
    Act.PAUSE, Act.RESUME, Act.SUPERVISE, Act.JOIN, Act.LEAVE, Act.REOPEN, Act.RESTORE, Act.MERGE, Act.REFUSE,
    Act.WITHDRAW,
)  # fmt: skip
# Acts whose forms ask the database what they may name: opened by a link, so that no page pays for them unseen.
ASKING = frozenset({Act.TRANSFER, Act.EXTEND, Act.JOIN, Act.LEAVE})
# What ends a matter undone: red, as whatever ends something for good (grids/pages/endings.py).
GRAVE = frozenset({Act.REFUSE, Act.MERGE, Act.WITHDRAW})


@dataclass(frozen=True, slots=True)
class Words:
    """What the panel and the message after the act say."""

    verb: str  # on the button
    after: str  # what happens then
    done: str


WORDS: dict[str, Words] = {
    Act.ACCEPT: Words(_("Accept the matter"), _("Then it is assigned"), _("Accepted; it waits to be assigned.")),
    Act.REFUSE: Words(
        _("Refuse"), _("The matter ends; the reporter is told why"), _("Refused; the reporter is told why.")
    ),
    Act.MERGE: Words(_("Merge into that matter"), _("This matter ends in the other"), _("Merged.")),
    Act.ASSIGN: Words(_("Assign"), _("The clock of the handling starts"), _("Assigned; the handler has been told.")),
    Act.TAKE: Words(_("Take it"), _("You answer for it from now on"), _("Taken; it is yours to handle.")),
    Act.RETURN: Words(_("Send back"), _("It is assigned anew"), _("Sent back; it waits to be assigned again.")),
    Act.TRANSFER: Words(_("Pass on"), _("The deadline stays"), _("Passed on; the deadline stays as it was.")),
    Act.ESCALATE: Words(_("Hand up"), _("The next level decides"), _("Handed up to the next level.")),
    Act.BRING_BACK: Words(
        _("Bring back"),
        _("Your own level decides"),
        _("Brought back; your own level decides on it."),
    ),
    Act.EXTEND: Words(_("Ask for more time"), _("Another person decides"), _("Asked; another person decides on it.")),
    Act.GRANT: Words(_("Grant more time"), _("The first promise stays on record"), _("More time is granted.")),
    Act.DENY: Words(_("Deny more time"), _("The deadline stays"), _("Denied; the deadline stays.")),
    Act.PAUSE: Words(_("Suspend the clock"), _("The time until then is not counted"), _("The clock stands still.")),
    Act.RESUME: Words(
        _("Let the clock run"), _("The deadline moves by the time not counted"), _("The clock runs again.")
    ),
    Act.NOTE: Words(_("Add progress"), "", _("Added to the record.")),
    Act.FINISH: Words(
        _("Submit the result"), _("Another person checks it"), _("Submitted; another person checks it.")
    ),
    Act.PASS: Words(_("Passed"), _("Then the reporter is asked"), _("Passed; now it is followed up.")),
    Act.FAIL: Words(_("Not passed"), _("Back to the same hands"), _("Not passed; it went back to be handled again.")),
    Act.RATE: Words(_("Save the rating"), "", _("The rating is saved.")),
    Act.CLOSE: Words(_("Close the matter"), _("The matter ends"), _("Closed.")),
    Act.REOPEN: Words(_("Reopen"), _("Once only; it is assigned anew"), _("Opened again; it waits to be assigned.")),
    Act.RESTORE: Words(
        _("Take up again"), _("It stands where it stood, and so does its deadline"), _("Taken up again.")
    ),
    Act.SUPERVISE: Words(
        _("Supervise"), _("It must be answered by then"), _("Supervised; the handler has been told.")
    ),
    Act.ANSWER: Words(_("Answer"), "", _("Answered; the supervisor has been told.")),
    Act.JOIN: Words(_("Add to the team"), _("They see the matter and are told"), _("Added to the team.")),
    Act.LEAVE: Words(_("Take out of the team"), _("They no longer see the matter"), _("Taken out of the team.")),
    Act.WITHDRAW: Words(_("Withdraw"), _("The matter ends"), _("Withdrawn.")),
}
HEADINGS = {
    Act.ACCEPT: _("accept or refuse"),
    Act.ASSIGN: _("assign it"),
    Act.GRANT: _("decide on more time"),
    Act.TAKE: _("take it"),
    Act.FINISH: _("submit the result"),
    Act.RESUME: _("let the clock run again"),
    Act.PASS: _("check the result"),
    Act.CLOSE: _("follow up and close"),
    Act.RATE: _("please rate the result"),
}
LABELS = {
    Act.PASS: _("Check passed"),
    Act.FAIL: _("Check not passed"),
    Act.RATE: _("Enter the reporter's rating"),
    Act.ANSWER: _("Answer the supervision"),
}


@dataclass(frozen=True, slots=True)
class Offer:
    """One act with its form."""

    act: Act
    form: ActForm | None
    is_open: bool = False
    is_own: bool = False  # the matter is one this person reported, and rates in their own name

    @property
    def label(self):
        own = self.act == Act.RATE and self.is_own
        return self.act.label if own else LABELS.get(self.act, self.act.label)

    @property
    def words(self) -> Words:
        return WORDS[self.act]

    @property
    def is_grave(self) -> bool:
        return self.act in GRAVE


@dataclass(frozen=True, slots=True)
class Panel:
    main: Offer | None
    others: list[Offer]

    @property
    def heading(self):
        return HEADINGS[self.main.act] if self.main else ""

    @property
    def opened(self) -> str:
        """The act whose form stands open besides the main one."""
        return next((offer.act for offer in self.others if offer.is_open), "")

    @property
    def answer(self) -> Offer | None:
        """Somebody above waits for this person's answer."""
        return next((offer for offer in self.others if offer.act == Act.ANSWER), None)

    @property
    def at_hand(self) -> Offer | None:
        """What the one button at the foot of a phone sends: the form somebody opened, else the next step."""
        return next((offer for offer in self.others if offer.is_open and offer.form), self.main)


def panel(
    user,
    case: Case,
    pending: frozenset[str],
    *,
    bound: ActForm | None = None,
    opened: str = "",
    without: frozenset[Act] = frozenset(),
) -> Panel:
    """bound: a form that came back with errors takes its act's place. opened: an act to show unfolded.

    without: acts not to offer, unless their form came back.
    """
    may = rules.allowed(user, case, pending)
    main = next((act for act in MAIN if act in may and act not in without), None)
    is_own = rules.rater(case) == user.pk
    if main is None and Act.RATE in may and is_own and not case.is_rated:
        main = Act.RATE
    offers = {}
    for act in may:
        back = bound if bound is not None and bound.act == act else None
        if act not in FORMS or (act in without and back is None):
            continue
        is_open = act == opened or back is not None
        form = back or (FORMS[act](act, case, user) if is_open or act == main or act not in ASKING else None)
        offers[act] = Offer(act, form, is_open=is_open, is_own=is_own)
    chosen = offers.pop(main, None)
    return Panel(chosen, sorted(offers.values(), key=lambda offer: _place(offer.act)))


@dataclass(frozen=True, slots=True)
class _As:
    """A person under another of their hats, for asking what they might do in it."""

    pk: int
    scope: Scope


def other_hat(user, case: Case, given: Panel) -> Hat | None:
    """A hat of this person in which the next step would be theirs, where it is not in the one worn."""
    if given.main is not None or not case.is_open:
        return None
    for hat in user.scope.hats:
        if hat is user.scope.hat:
            continue
        somebody = _As(user.pk, Scope(user.pk, user.scope.hats, hat.key))
        if any(rules.may(somebody, act, case, frozenset()) for act in MAIN):
            return hat
    return None


def _place(act: Act) -> int:
    return BEHIND.index(act) if act in BEHIND else len(BEHIND)
