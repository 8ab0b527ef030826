"""Records to look at, for administrators. Nothing is changed here: every change is an act on the portal's pages."""

from django.contrib import admin

from grids.models import CalendarDay, CalendarYear, Department, Post, Role, User


class ReadOnly(admin.ModelAdmin):
    grants = ("manage_users", "manage_roles", "manage_rules")
    view_on_site = False

    def has_view_permission(self, request, obj=None):
        return request.user.is_authenticated and request.user.scope.has(*self.grants)

    def has_module_permission(self, request):
        return self.has_view_permission(request)

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False

    def has_delete_permission(self, request, obj=None):
        return False

    def lookup_allowed(self, lookup, value, request=None):
        """Only what the filters beside the list offer: "password__startswith" would read hashes letter by letter."""
        return lookup.split("__")[0] in self.list_filter


class Scoped(ReadOnly):
    def get_queryset(self, request):
        seen = self.model._default_manager.visible_to(request.user)
        return super().get_queryset(request).filter(pk__in=seen.values("pk"))


@admin.register(User)
class UserAdmin(Scoped):
    grants = ("manage_users",)
    list_display = ("username", "name", "work_number", "is_active", "last_login")
    search_fields = ("username", "name", "pinyin", "initials")
    fields = ("username", "name", "work_number", "masked_phone", "email", "is_active", "created_at", "last_login")


@admin.register(Post)
class PostAdmin(Scoped):
    list_display = ("user", "role", "department", "started_on", "ended_on")
    list_filter = ("role",)
    list_select_related = ("user", "role", "department")
    fields = ("user", "role", "department", "started_on", "ended_on", "ended_reason")


@admin.register(Role)
class RoleAdmin(ReadOnly):
    list_display = ("code", "name_zh", "name_en", "kind", "order")


@admin.register(Department)
class DepartmentAdmin(ReadOnly):
    list_display = ("code", "name_zh", "name_en", "is_active")


@admin.register(CalendarYear, CalendarDay)
class CalendarAdmin(ReadOnly):
    pass
