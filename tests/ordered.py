"""A community of the town with volunteers and a menu: service orders for tests."""

from dataclasses import dataclass

from grids.models import User
from tests.registered import entry
from tests.town import MORNING, Town
from volunteers.actions import dispatch, order_service, orders, people, service_menu
from volunteers.models import Offer, ServiceItem, ServiceOrder, Skill, Volunteer


@dataclass
class Orders:
    town: Town

    @property
    def staff(self) -> User:
        return self.town.community_staff

    def volunteer(self, number: int = 1, *skills: str) -> Volunteer:
        """Somebody from outside the register."""
        chosen = list(Skill.objects.filter(code__in=skills or ("shopping",)))
        phone = f"138000070{number:02}"
        return people.take_in_from_outside(f"志愿者{number}", phone, self.town.community, by=self.staff, skills=chosen)

    def serving(self, user: User | None = None) -> Volunteer:
        """Somebody who serves here and volunteers too."""
        return people.take_in_user(user or self.town.unit_head, self.town.unit, by=self.staff)

    def order(self, code: str = "shopping", **facts) -> ServiceOrder:
        facts = {"name": "林秀英", "phone": "13805940001", "place": "东梅小区3幢", "now": MORNING} | facts
        item = ServiceItem.objects.get(code=code, area=None)
        return orders.order(facts.pop("area", self.town.unit), item, by=facts.pop("by", self.staff), **facts)

    def opened(self, *codes: str) -> None:
        """The community's public page, with these services on it."""
        service_menu.set_page(self.town.community, list(codes or ("shopping",)), by=self.staff, on=True)

    def received(self, code: str = "shopping", **facts) -> ServiceOrder:
        """By the public page."""
        self.opened(code)
        facts = {"name": "林秀英", "phone": "13805940001", "place": "东梅小区3幢", "now": MORNING} | facts
        item = ServiceItem.objects.on_page_of(self.town.community).get(code=code)
        return orders.order(self.town.community, item, by=None, channel="page", **facts)

    def for_resident(self, **facts) -> ServiceOrder:
        resident = entry(self.town.unit)
        return self.order(resident_id=resident.pk, name="", phone="13805940001", place="", **facts)

    def offered(self, *volunteers: Volunteer, **facts) -> ServiceOrder:
        made = self.order(**facts)
        return dispatch.offer(made.pk, volunteers or [self.volunteer()], by=self.staff, now=MORNING)

    def taken(self, volunteer: Volunteer | None = None, **facts) -> Offer:
        made = self.offered(volunteer or self.volunteer(), **facts)
        one = made.offers.get()
        order_service.take(one.pk, by=None, now=MORNING)
        return Offer.objects.select_related("order", "volunteer").get(pk=one.pk)

    def started(self, volunteer: Volunteer | None = None, **facts) -> Offer:
        one = self.taken(volunteer, **facts)
        order_service.start(one.pk, by=None, now=MORNING)
        return one

    def done(self, volunteer: Volunteer | None = None, **facts) -> ServiceOrder:
        one = self.started(volunteer, **facts)
        return order_service.finish(one.pk, by=None, no_photo_reason="老人不愿拍照", now=MORNING)
