"""Choices of service orders and wishes."""

from django.db import models
from django.utils.translation import pgettext_lazy


class Mode(models.TextChoices):
    """五式服务: how a service reaches people."""

    AGENT = "agent", pgettext_lazy("mode of service", "Done for you")
    DOORSTEP = "doorstep", pgettext_lazy("mode of service", "At your door")
    APPOINTMENT = "appointment", pgettext_lazy("mode of service", "By appointment")
    ONLINE = "online", pgettext_lazy("mode of service", "Online")
    FOLLOW_UP = "follow_up", pgettext_lazy("mode of service", "Followed up")


class Channel(models.TextChoices):
    COUNTER = "counter", pgettext_lazy("channel", "Counter")
    PHONE = "phone", pgettext_lazy("channel", "By phone")
    FIXED = "fixed", pgettext_lazy("channel", "Fixed time and place")
    PAGE = "page", pgettext_lazy("channel", "Public page")


class Difficulty(models.TextChoices):
    EASY = "easy", pgettext_lazy("difficulty", "Easy")
    USUAL = "usual", pgettext_lazy("difficulty", "Usual")
    HARD = "hard", pgettext_lazy("difficulty", "Hard")


class Span(models.TextChoices):
    """How far a service reaches: who must go along with it."""

    NEAR = "near", pgettext_lazy("span of a service", "In the neighbourhood")
    COMMUNITY = "community", pgettext_lazy("span of a service", "In the community")
    BEYOND = "beyond", pgettext_lazy("span of a service", "Beyond the community")


class Means(models.TextChoices):
    """How an online service reaches somebody."""

    WECHAT = "wechat", pgettext_lazy("means of a service", "WeChat")
    VIDEO = "video", pgettext_lazy("means of a service", "Video call")
    PHONE = "phone", pgettext_lazy("means of a service", "Phone call")
    SITE = "site", pgettext_lazy("means of a service", "Done on a website for them")


class Step(models.TextChoices):
    RECEIVED = "received", pgettext_lazy("step of an order", "To check")
    ORDERED = "ordered", pgettext_lazy("step of an order", "To dispatch")
    OFFERED = "offered", pgettext_lazy("step of an order", "Offered")
    TAKEN = "taken", pgettext_lazy("step of an order", "Taken")
    STARTED = "started", pgettext_lazy("step of an order", "Running")
    DONE = "done", pgettext_lazy("step of an order", "Done")
    RATED = "rated", pgettext_lazy("step of an order", "Rated")
    CANCELLED = "cancelled", pgettext_lazy("step of an order", "Cancelled")


class Act(models.TextChoices):
    ORDER = "order", pgettext_lazy("act on an order", "Ordered")
    CHECK = "check", pgettext_lazy("act on an order", "Checked")
    OFFER = "offer", pgettext_lazy("act on an order", "Dispatched")
    REDISPATCH = "redispatch", pgettext_lazy("act on an order", "Dispatched again")
    TAKE = "take", pgettext_lazy("act on an order", "Taken")
    DECLINE = "decline", pgettext_lazy("act on an order", "Declined")
    RETURN = "return", pgettext_lazy("act on an order", "Given back")
    START = "start", pgettext_lazy("act on an order", "Begun")
    FINISH = "finish", pgettext_lazy("act on an order", "Done")
    RATE = "rate", pgettext_lazy("act on an order", "Rated")
    RESCHEDULE = "reschedule", pgettext_lazy("act on an order", "Moved to another time")
    CANCEL = "cancel", pgettext_lazy("act on an order", "Cancelled")
    LINK = "link", pgettext_lazy("act on an order", "Link given")
    LEAVE = "leave", pgettext_lazy("act on an order", "Left the volunteers")
    WARN = "warn", pgettext_lazy("act on an order", "Due soon")
    LATE = "late", pgettext_lazy("act on an order", "Overdue, the community was told")
    MATTER = "matter", pgettext_lazy("act on an order", "A matter was opened")
    LOOK = "look", pgettext_lazy("act on an order", "Looked at name, phone and address")


class OfferState(models.TextChoices):
    OPEN = "open", pgettext_lazy("offer of an order", "Waits for an answer")
    TAKEN = "taken", pgettext_lazy("offer of an order", "Taken")
    GONE = "gone", pgettext_lazy("offer of an order", "Somebody else took it")
    DECLINED = "declined", pgettext_lazy("offer of an order", "Declined")
    LAPSED = "lapsed", pgettext_lazy("offer of an order", "Not answered in time")
    RETURNED = "returned", pgettext_lazy("offer of an order", "Given back")
    CLOSED = "closed", pgettext_lazy("offer of an order", "Withdrawn")


class Praise(models.TextChoices):
    """Reasons of a rating, good and bad."""

    FRIENDLY = "friendly", pgettext_lazy("reason of a rating", "Friendly")
    SKILLED = "skilled", pgettext_lazy("reason of a rating", "Knows the work")
    PROMPT = "prompt", pgettext_lazy("reason of a rating", "On time")
    LATE = "late", pgettext_lazy("reason of a rating", "Came late")
    POOR = "poor", pgettext_lazy("reason of a rating", "Not done well")
    RUDE = "rude", pgettext_lazy("reason of a rating", "Unfriendly")
    PAID = "paid", pgettext_lazy("reason of a rating", "Asked for money")


class WishStep(models.TextChoices):
    POSTED = "posted", pgettext_lazy("step of a wish", "To review")
    SHOWN = "shown", pgettext_lazy("step of a wish", "On the board")
    CLAIMED = "claimed", pgettext_lazy("step of a wish", "Claimed")
    FULFILLED = "fulfilled", pgettext_lazy("step of a wish", "Fulfilled")
    THANKED = "thanked", pgettext_lazy("step of a wish", "Thanked")
    REFUSED = "refused", pgettext_lazy("step of a wish", "Not shown")


class WishAct(models.TextChoices):
    POST = "post", pgettext_lazy("act on a wish", "Posted")
    SHOW = "show", pgettext_lazy("act on a wish", "Reviewed and shown")
    REFUSE = "refuse", pgettext_lazy("act on a wish", "Reviewed and not shown")
    TAKE_OFF = "take_off", pgettext_lazy("act on a wish", "Taken off the board")
    CLAIM = "claim", pgettext_lazy("act on a wish", "Claimed")
    GIVE_UP = "give_up", pgettext_lazy("act on a wish", "Given back to the board")
    FULFIL = "fulfil", pgettext_lazy("act on a wish", "Fulfilled")
    THANK = "thank", pgettext_lazy("act on a wish", "Thanked")
    LOOK = "look", pgettext_lazy("act on a wish", "Looked at whose wish it is")
