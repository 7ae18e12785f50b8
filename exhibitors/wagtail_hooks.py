from wagtail import hooks
from wagtail.snippets.models import register_snippet

from exhibitors import (
    facts,
    occupants,
    pending,
    personal_data,
    picture_access,
    system_figures,
)
from exhibitors.actions import next_edition
from exhibitors.admin import reviewing
from exhibitors.admin.viewsets import ExhibitorGroup
from exhibitors.desk import todos, workplaces
from exhibitors.enquiries import actions as enquiries

register_snippet(ExhibitorGroup)

for moment in ("before_edit_page", "before_edit_snippet"):
    hooks.register(moment, reviewing.answer_or_refuse)
hooks.register("before_bulk_action", reviewing.refuse_to_publish_many)
for menu in ("construct_page_action_menu", "construct_snippet_action_menu"):
    hooks.register(menu, reviewing.only_answers)

hooks.register("carried_over", next_edition.kinds, order=30)
hooks.register("home_facts", facts.exhibitors, order=20)
hooks.register("stand_occupants", occupants.of_stands)
hooks.register("pending_items", pending.applications, order=10)
hooks.register("pending_items", pending.enquiries, order=20)
hooks.register("personal_data", personal_data, order=10)
hooks.register("system_figures", system_figures.figures, order=60)
hooks.register("workplaces", workplaces.desks, order=10)
hooks.register("desk_todos", todos.enquiries, order=10)
hooks.register("desk_todos", todos.booth, order=20)
hooks.register("delete_enquiries", enquiries.forget_old)
hooks.register("picture_viewers", picture_access.may_see)
