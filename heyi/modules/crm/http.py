"""Routes of leads and opportunities."""

from collections.abc import Mapping, Sequence
from typing import Annotated, Any
from uuid import UUID

from fastapi import Path, Request

from heyi.modules.crm import api, schemas
from heyi.modules.crm import permissions as may
from heyi.platform import limits
from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import PublicDoor, Router
from heyi.platform.http.services import services_of
from heyi.platform.identity.sessions import Caller, system_work
from heyi.platform.records import access
from heyi.platform.records.http import add_get_route, add_list_route, add_record_routes
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import BusinessDay

router = Router("crm")

Token = Annotated[str, Path(max_length=100)]
_BY_ADDRESS = limits.Limit("web form by address", 20)
_BY_ANY = limits.Limit("web forms by address", 600)

add_record_routes(router, api.LEAD)
add_record_routes(router, api.OPPORTUNITY)
add_list_route(router, api.STAGE)
add_get_route(router, api.STAGE)
add_list_route(router, api.STAGE_GROUP)


def _lead(uow: UnitOfWork, lead_id: UUID, permission: str) -> None:
    access.require_row(uow, api.LEAD, lead_id, permission, known=True)


def _opportunity(uow: UnitOfWork, opportunity_id: UUID, permission: str = may.UPDATE_OPPORTUNITY) -> None:
    access.require_row(uow, api.OPPORTUNITY, opportunity_id, permission, known=True)


@router.get("/leads/{lead_id}/status", permission=may.VIEW_LEAD, answer=api.LeadStatus)
def get_lead_status(uow: UnitOfWork, lead_id: UUID) -> api.LeadStatus:
    """Where a lead stands, and what may be done with it next."""
    _lead(uow, lead_id, "view")
    return api.get_lead_status(uow, lead_id)


@router.post("/leads/{lead_id}/follow", permission=may.UPDATE_LEAD, answer=api.LeadStatus)
def follow_lead(uow: UnitOfWork, lead_id: UUID) -> api.LeadStatus:
    """Begin to work on a lead."""
    _lead(uow, lead_id, may.UPDATE_LEAD)
    return api.follow_lead(uow, lead_id)


@router.post("/leads/{lead_id}/invalidate", permission=may.UPDATE_LEAD, answer=api.LeadStatus)
def invalidate_lead(uow: UnitOfWork, lead_id: UUID, body: schemas.ReasonBody) -> api.LeadStatus:
    """Give a lead up, with the reason."""
    _lead(uow, lead_id, may.UPDATE_LEAD)
    return api.invalidate_lead(uow, lead_id, reason=body.reason)


@router.post("/leads/{lead_id}/reopen", permission=may.UPDATE_LEAD, answer=api.LeadStatus)
def reopen_lead(uow: UnitOfWork, lead_id: UUID) -> api.LeadStatus:
    """Work again on a lead that was given up."""
    _lead(uow, lead_id, may.UPDATE_LEAD)
    return api.reopen_lead(uow, lead_id)


@router.get("/leads/{lead_id}/conversion", permission=may.CONVERT_LEAD, answer=api.ConversionPreview)
def preview_conversion(uow: UnitOfWork, lead_id: UUID) -> api.ConversionPreview:
    """What a lead would become, and which customers are probably the same; changes nothing."""
    _lead(uow, lead_id, may.CONVERT_LEAD)
    return api.preview_conversion(uow, lead_id)


@router.post("/leads/{lead_id}/convert", permission=may.CONVERT_LEAD, answer=api.Conversion)
def convert_lead(uow: UnitOfWork, lead_id: UUID, body: schemas.ConvertBody) -> api.Conversion:
    """Make a lead a customer, with a contact and an opportunity if wished; all of it or nothing."""
    _lead(uow, lead_id, may.CONVERT_LEAD)
    return api.convert_lead(uow, lead_id, body.wish())


@router.post("/leads/assign", permission=may.ASSIGN_LEAD, answer=api.Assigned)
def assign_leads(uow: UnitOfWork, body: schemas.AssignBody) -> api.Assigned:
    """Run the rules of assignment over leads that belong to nobody."""
    return api.assign_leads(uow, body.ids)


@router.get("/lead-mapping", permission=may.MANAGE_MAPPING, answer=api.MappingView)
def get_lead_mapping(uow: UnitOfWork) -> api.MappingView:
    """What becomes what when a lead is converted."""
    return api.lead_mapping(uow)


@router.patch("/lead-mapping", permission=may.MANAGE_MAPPING, answer=api.MappingView)
def patch_lead_mapping(uow: UnitOfWork, body: schemas.MappingBody, version: int) -> api.MappingView:
    """Say what becomes what when a lead is converted."""
    return api.set_lead_mapping(uow, version, [(one.lead, one.to) for one in body.pairs])


@router.get("/assignment-rules", permission=may.MANAGE_ASSIGNMENT, answer=list[api.RuleView])
def get_assignment_rules(uow: UnitOfWork) -> Answer:
    """The rules of assignment, in the order in which they are asked."""
    return Answer(200, to_json(api.list_rules(uow)))


@router.get("/assignment-rules/{rule_id}", permission=may.MANAGE_ASSIGNMENT, answer=api.RuleView)
def get_assignment_rule(uow: UnitOfWork, rule_id: UUID) -> api.RuleView:
    """One rule of assignment."""
    return api.get_rule(uow, rule_id)


@router.post("/assignment-rules", permission=may.MANAGE_ASSIGNMENT, answer=api.RuleView, status=201)
def post_assignment_rule(uow: UnitOfWork, body: schemas.RuleBody) -> api.RuleView:
    """Add a rule of assignment behind the others."""
    return api.add_rule(uow, body.draft())


@router.patch("/assignment-rules/{rule_id}", permission=may.MANAGE_ASSIGNMENT, answer=api.RuleView)
def patch_assignment_rule(
    uow: UnitOfWork, rule_id: UUID, body: schemas.RuleBody, version: int
) -> api.RuleView:
    """Set a rule of assignment anew."""
    return api.change_rule(uow, rule_id, version, body.draft())


@router.delete("/assignment-rules/{rule_id}", permission=may.MANAGE_ASSIGNMENT)
def delete_assignment_rule(uow: UnitOfWork, rule_id: UUID, version: int) -> None:
    """Take a rule of assignment away; what it gave out stays."""
    api.remove_rule(uow, rule_id, version)


@router.post("/assignment-rules/order", permission=may.MANAGE_ASSIGNMENT)
def order_assignment_rules(uow: UnitOfWork, body: schemas.OrderBody) -> None:
    """Say in which order the rules are asked."""
    api.order_rules(uow, body.ids)


@router.get("/assignment-log", permission=may.MANAGE_ASSIGNMENT, answer=api.AssignmentLog)
def get_assignment_log(uow: UnitOfWork, before_id: UUID | None = None) -> api.AssignmentLog:
    """Who got which lead by which rule, the latest first, 50 at a time."""
    return api.assignment_log(uow, before=before_id)


@router.get("/web-forms", permission=may.MANAGE_FORM, answer=list[api.FormView])
def get_web_forms(uow: UnitOfWork, request: Request) -> Answer:
    """The public forms, each with its address and QR picture."""
    return Answer(200, to_json(api.list_forms(uow, address=services_of(request).address)))


@router.get("/web-forms/{form_id}", permission=may.MANAGE_FORM, answer=api.FormView)
def get_web_form(uow: UnitOfWork, request: Request, form_id: UUID) -> api.FormView:
    """One public form."""
    return api.get_form(uow, form_id, address=services_of(request).address)


@router.post("/web-forms", permission=may.MANAGE_FORM, answer=api.FormView, status=201)
def post_web_form(uow: UnitOfWork, request: Request, body: schemas.FormBody) -> api.FormView:
    """Make a public form."""
    form_id = api.add_form(uow, body.draft())
    return api.get_form(uow, form_id, address=services_of(request).address)


@router.patch("/web-forms/{form_id}", permission=may.MANAGE_FORM, answer=api.FormView)
def patch_web_form(
    uow: UnitOfWork, request: Request, form_id: UUID, body: schemas.FormBody, version: int
) -> api.FormView:
    """Set a public form anew, or switch it off."""
    api.change_form(uow, form_id, version, body.draft())
    return api.get_form(uow, form_id, address=services_of(request).address)


def _sending(caller: Caller, given: Mapping[str, Any]) -> Sequence[limits.Attempt]:
    return [
        # Before anybody knows whether there is such a form: who tries made-up ones comes to an end here.
        limits.Attempt(_BY_ANY, caller.address),
        limits.Attempt(_BY_ADDRESS, f"{given['token']} {caller.address}"),
    ]


def _at_form(door: PublicDoor, token: str) -> tuple[UnitOfWork, UUID]:
    place = api.place_of(door.connection, token)
    uow = system_work(door.connection, tenant_id=place.tenant_id, now=door.now, door="form")
    return uow, place.form_id


@router.public("GET", "/public-forms/{token}", answer=api.PublicFormView)
def get_public_form(door: PublicDoor, token: Token) -> api.PublicFormView:
    """A public form as anybody sees it who has its address."""
    uow, form_id = _at_form(door, token)
    return api.public_view(uow, api.usable_form(uow, form_id), door.caller.language)


@router.public("POST", "/public-forms/{token}", answer=api.Thanks, limit=_sending)
def send_public_form(door: PublicDoor, token: Token, body: schemas.SendBody) -> Answer:
    """Send a public form; the answer is the same whatever is known of the sender, and sent twice it comes once."""
    uow, form_id = _at_form(door, token)

    def send() -> api.Thanks:
        return api.send_form(uow, form_id, body.values, consented=body.consent, trap=body.homepage)

    return door.once(uow, send)


@router.post("/stage-groups", permission=may.MANAGE_STAGE, answer=api.StageGroupFacts, status=201)
def post_stage_group(uow: UnitOfWork, body: schemas.NewStageGroupBody) -> api.StageGroupFacts:
    """Add a group of stages."""
    return api.stage_group(uow, api.add_stage_group(uow, body.draft()))


@router.get("/stage-groups/{group_id}", permission=may.VIEW_STAGE, answer=api.StageGroupFacts)
def get_stage_group(uow: UnitOfWork, group_id: UUID) -> api.StageGroupFacts:
    """A group of stages, with its stages in order."""
    return api.stage_group(uow, group_id)


@router.patch("/stage-groups/{group_id}", permission=may.MANAGE_STAGE, answer=api.StageGroupFacts)
def patch_stage_group(
    uow: UnitOfWork, group_id: UUID, body: schemas.StageGroupBody, version: int
) -> api.StageGroupFacts:
    """Set a group of stages anew; opportunities in its stages follow."""
    return api.change_stage_group(uow, group_id, version, body.draft())


@router.get("/sales-stages", permission=may.VIEW_STAGE, answer=list[api.StageGroupFacts])
def get_sales_stages(uow: UnitOfWork) -> Answer:
    """Every group of stages with its stages, in the order in which they are offered."""
    return Answer(200, to_json(list(api.stage_groups(uow).values())))


@router.get("/opportunities/{opportunity_id}/way", permission=may.VIEW_OPPORTUNITY, answer=api.OpportunityWay)
def get_opportunity_way(uow: UnitOfWork, opportunity_id: UUID) -> api.OpportunityWay:
    """Where an opportunity stands, where it may go, and the way it came with the time in each stage."""
    _opportunity(uow, opportunity_id, "view")
    return api.opportunity_way(uow, opportunity_id)


@router.get(
    "/opportunities/{opportunity_id}/lines", permission=may.VIEW_OPPORTUNITY, answer=api.OpportunityLines
)
def get_opportunity_lines(uow: UnitOfWork, opportunity_id: UUID) -> api.OpportunityLines:
    """The lines of an opportunity, each beside the price and the stock of now."""
    _opportunity(uow, opportunity_id, "view")
    return api.opportunity_lines(uow, opportunity_id)


@router.patch(
    "/opportunities/{opportunity_id}/lines", permission=may.UPDATE_OPPORTUNITY, answer=api.OpportunityLines
)
def patch_opportunity_lines(
    uow: UnitOfWork, opportunity_id: UUID, body: schemas.LinesBody, version: int
) -> api.OpportunityLines:
    """Replace the lines of an opportunity and the discount on the whole."""
    _opportunity(uow, opportunity_id)
    lines = [line.draft() for line in body.lines]
    return api.set_lines(uow, opportunity_id, version, lines, discount=body.discount)


@router.post(
    "/opportunities/{opportunity_id}/move", permission=may.UPDATE_OPPORTUNITY, answer=api.OpportunityStatus
)
def move_opportunity(uow: UnitOfWork, opportunity_id: UUID, body: schemas.MoveBody) -> api.OpportunityStatus:
    """Put an opportunity into another stage; going back needs a reason."""
    _opportunity(uow, opportunity_id)
    return api.move_opportunity(
        uow, opportunity_id, stage_id=body.stage_id, group_id=body.group_id, reason=body.reason
    )


@router.post(
    "/opportunities/{opportunity_id}/win", permission=may.UPDATE_OPPORTUNITY, answer=api.OpportunityStatus
)
def win_opportunity(uow: UnitOfWork, opportunity_id: UUID, body: schemas.WinBody) -> api.OpportunityStatus:
    """The customer buys."""
    _opportunity(uow, opportunity_id)
    return api.win_opportunity(uow, opportunity_id, note=body.note, amount=body.amount, won_on=body.won_on)


@router.post(
    "/opportunities/{opportunity_id}/lose", permission=may.UPDATE_OPPORTUNITY, answer=api.OpportunityStatus
)
def lose_opportunity(uow: UnitOfWork, opportunity_id: UUID, body: schemas.LoseBody) -> api.OpportunityStatus:
    """The customer does not buy; says why."""
    _opportunity(uow, opportunity_id)
    return api.lose_opportunity(uow, opportunity_id, reason=body.reason, note=body.note)


@router.post(
    "/opportunities/{opportunity_id}/invalidate",
    permission=may.UPDATE_OPPORTUNITY,
    answer=api.OpportunityStatus,
)
def invalidate_opportunity(
    uow: UnitOfWork, opportunity_id: UUID, body: schemas.ReasonBody
) -> api.OpportunityStatus:
    """It never was an opportunity; says why."""
    _opportunity(uow, opportunity_id)
    return api.invalidate_opportunity(uow, opportunity_id, reason=body.reason)


@router.post(
    "/opportunities/{opportunity_id}/reopen", permission=may.UPDATE_OPPORTUNITY, answer=api.OpportunityStatus
)
def reopen_opportunity(
    uow: UnitOfWork, opportunity_id: UUID, body: schemas.ReopenBody
) -> api.OpportunityStatus:
    """Work again on what has ended; says why."""
    _opportunity(uow, opportunity_id)
    return api.reopen_opportunity(uow, opportunity_id, reason=body.reason, stage_id=body.stage_id)


@router.get(
    "/opportunities/{opportunity_id}/order", permission=may.VIEW_OPPORTUNITY, answer=api.OrderProposal
)
def get_order_proposal(uow: UnitOfWork, opportunity_id: UUID) -> api.OrderProposal:
    """What an order out of this opportunity would begin with: its lines, at prices that hold every discount."""
    return api.order_proposal(uow, opportunity_id)


@router.get("/forecast", permission=may.VIEW_OPPORTUNITY, answer=api.Forecast)
def get_forecast(
    uow: UnitOfWork,
    since: BusinessDay,
    until: BusinessDay,
    group_id: UUID | None = None,
    owner_id: UUID | None = None,
) -> api.Forecast:
    """What open opportunities will bring by month, weighted, from the first day to before the last."""
    return api.forecast(uow, since=since, until=until, group_id=group_id, owner_id=owner_id)


@router.get("/funnel", permission=may.VIEW_OPPORTUNITY, answer=api.Funnel)
def get_funnel(
    uow: UnitOfWork,
    since: BusinessDay,
    until: BusinessDay,
    group_id: UUID | None = None,
    owner_id: UUID | None = None,
) -> api.Funnel:
    """What stands in each stage, and what became of the opportunities made from the first day to before the last."""
    return api.funnel(uow, group_id=group_id, since=since, until=until, owner_id=owner_id)
