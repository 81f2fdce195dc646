"""Routes of approvals: flows, the way something would take, what is submitted, and everybody's tasks."""

from uuid import UUID

from heyi.platform.access import MEMBER
from heyi.platform.approvals import contracts, schemas
from heyi.platform.approvals import permissions as may
from heyi.platform.approvals.actions import deciding, ending, flows, stand_ins, submit
from heyi.platform.approvals.contracts import Place
from heyi.platform.approvals.models import APPROVAL, APPROVAL_TASK
from heyi.platform.approvals.queries import boxes, pages, previewing
from heyi.platform.approvals.queries import flows as flow_reads
from heyi.platform.approvals.queries.stand_ins import list_stand_ins
from heyi.platform.http.router import Router
from heyi.platform.records.http import add_list_route
from heyi.platform.unit_of_work import UnitOfWork

router = Router("approvals")

add_list_route(router, APPROVAL)
add_list_route(router, APPROVAL_TASK)


@router.get("/approval-verbs", permission=may.VIEW_FLOW, answer=list[contracts.VerbView])
def list_approvable_verbs(uow: UnitOfWork) -> list[contracts.VerbView]:
    """Every verb that a flow may guard, what its conditions may speak of, and which rules its approval may lift."""
    return flow_reads.list_verbs(uow)


@router.get("/approval-flows", permission=may.VIEW_FLOW, answer=list[contracts.FlowView])
def list_approval_flows(uow: UnitOfWork) -> list[contracts.FlowView]:
    """Every flow by its newest version, in the order in which they are asked."""
    return flow_reads.list_flows(uow)


@router.post("/approval-flows", permission=may.MANAGE_FLOW, answer=contracts.FlowView, status=201)
def create_approval_flow(uow: UnitOfWork, body: schemas.FlowBody) -> contracts.FlowView:
    """Write a new flow; it counts from now on."""
    return flow_reads.get_flow(uow, flows.create_flow(uow, body.draft()))


@router.post("/approval-flows/order", permission=may.MANAGE_FLOW, answer=list[contracts.FlowView])
def order_approval_flows(uow: UnitOfWork, body: schemas.FlowOrderBody) -> list[contracts.FlowView]:
    """Say in which order flows are asked: the first that applies counts."""
    flows.order_flows(uow, body.flow_ids)
    return flow_reads.list_flows(uow)


@router.ask("/approval-flows/dry-run", permission=may.MANAGE_FLOW, answer=contracts.WayPreview)
def dry_run_approval_flow(uow: UnitOfWork, body: schemas.DryRunBody) -> contracts.WayPreview:
    """How a flow that nobody saved would go with a record; nothing is written."""
    draft = body.flow.draft()
    flows.check_flow(uow, draft)
    return previewing.dry_run(uow, body.request(), draft, body.applicant_id)


@router.get("/approval-flows/{flow_id}", permission=may.VIEW_FLOW, answer=contracts.FlowView)
def get_approval_flow(uow: UnitOfWork, flow_id: UUID) -> contracts.FlowView:
    """A flow by its newest version."""
    return flow_reads.get_flow(uow, flow_id)


@router.get(
    "/approval-flows/{flow_id}/versions", permission=may.VIEW_FLOW, answer=list[contracts.FlowVersionView]
)
def list_approval_flow_versions(uow: UnitOfWork, flow_id: UUID) -> list[contracts.FlowVersionView]:
    """Every version of a flow, the newest first."""
    return flow_reads.list_versions(uow, flow_id)


@router.patch("/approval-flows/{flow_id}", permission=may.MANAGE_FLOW, answer=contracts.FlowView)
def save_approval_flow(
    uow: UnitOfWork, flow_id: UUID, body: schemas.FlowBody, version: int
) -> contracts.FlowView:
    """Write a new version of a flow; what is under way goes on by the one before."""
    flows.save_flow(uow, flow_id, body.draft(), version=version)
    return flow_reads.get_flow(uow, flow_id)


@router.patch("/approval-flows/{flow_id}/active", permission=may.MANAGE_FLOW, answer=contracts.FlowView)
def switch_approval_flow(
    uow: UnitOfWork, flow_id: UUID, body: schemas.SwitchFlowBody, version: int
) -> contracts.FlowView:
    """Have a flow asked, or not any more."""
    flows.switch_flow(uow, flow_id, active=body.active, version=version)
    return flow_reads.get_flow(uow, flow_id)


@router.ask("/approvals/preview", permission=MEMBER, answer=contracts.WayPreview)
def preview_approval(uow: UnitOfWork, body: schemas.AskBody) -> contracts.WayPreview:
    """Whether something needs an approval now, by which flow, and who would be asked; nothing is written."""
    return previewing.preview(uow, body.request())


@router.post("/approvals", permission=MEMBER, answer=contracts.ApprovalView, status=201)
def submit_approval(uow: UnitOfWork, body: schemas.SubmitBody) -> contracts.ApprovalView:
    """Ask for an approval of a verb as everything stands now; after the last word the verb is done at once."""
    return pages.get_approval(uow, submit.submit(uow, body.request()))


@router.get("/approvals/box/{box}", permission=MEMBER, answer=contracts.BoxPage)
def get_approval_box(uow: UnitOfWork, box: str, before: UUID | None = None) -> contracts.BoxPage:
    """One of my boxes, 50 at a time: waiting, done, started, copied."""
    return boxes.read_box(uow, box, before=before)


@router.get("/approvals/counts", permission=MEMBER, answer=contracts.BoxCounts)
def count_approvals(uow: UnitOfWork) -> contracts.BoxCounts:
    """How much waits for me, how much of it is late, and what became of what I asked for."""
    return boxes.count_boxes(uow)


@router.get("/approvals/about/{record}/{record_id}", permission=MEMBER, answer=contracts.StandingView)
def get_approval_standing(uow: UnitOfWork, record: str, record_id: UUID) -> contracts.StandingView:
    """What stands about the approval of one record, and those that have ended."""
    return boxes.standing_view(uow, record, record_id)


@router.get("/approvals/{approval_id}", permission=MEMBER, answer=contracts.ApprovalView)
def get_approval(uow: UnitOfWork, approval_id: UUID) -> contracts.ApprovalView:
    """An approval: what was seen, what differs by now, the way with who and when, and what I may do."""
    return pages.get_approval(uow, approval_id)


@router.post("/approvals/{approval_id}/resubmit", permission=MEMBER, answer=contracts.ApprovalView)
def resubmit_approval(
    uow: UnitOfWork, approval_id: UUID, body: schemas.ResubmitBody
) -> contracts.ApprovalView:
    """Submit anew what was given back."""
    submit.resubmit(
        uow,
        approval_id,
        payload=body.payload,
        chosen=schemas.chosen_of(body.chosen),
        comment=body.comment,
    )
    return pages.get_approval(uow, approval_id)


@router.post("/approvals/{approval_id}/withdraw", permission=MEMBER, answer=contracts.ApprovalView)
def withdraw_approval(
    uow: UnitOfWork, approval_id: UUID, body: schemas.CommentBody
) -> contracts.ApprovalView:
    """Take back what I asked for; the record may be changed again."""
    ending.withdraw(uow, approval_id, comment=body.comment)
    return pages.get_approval(uow, approval_id)


@router.post("/approvals/{approval_id}/urge", permission=MEMBER, answer=contracts.ApprovalView)
def urge_approval(uow: UnitOfWork, approval_id: UUID, body: schemas.CommentBody) -> contracts.ApprovalView:
    """Remind whoever is asked, once an hour (催办)."""
    ending.urge(uow, approval_id, comment=body.comment)
    return pages.get_approval(uow, approval_id)


@router.post("/approvals/{approval_id}/comment", permission=MEMBER, answer=contracts.ApprovalView)
def comment_on_approval(uow: UnitOfWork, approval_id: UUID, body: schemas.SaidBody) -> contracts.ApprovalView:
    """Say something to it."""
    ending.comment_on(uow, approval_id, comment=body.comment)
    return pages.get_approval(uow, approval_id)


@router.post("/approvals/{approval_id}/copy", permission=MEMBER, answer=contracts.ApprovalView)
def copy_approval(uow: UnitOfWork, approval_id: UUID, body: schemas.CopyBody) -> contracts.ApprovalView:
    """Tell others of it (抄送); they see it from now on."""
    ending.copy_to(uow, approval_id, people=body.people, comment=body.comment)
    return pages.get_approval(uow, approval_id)


@router.post("/approval-tasks/{task_id}/approve", permission=MEMBER, answer=contracts.ApprovalView)
def approve_task(uow: UnitOfWork, task_id: UUID, body: schemas.DecideBody) -> contracts.ApprovalView:
    """Approve what I am asked about."""
    found = deciding.approve(uow, task_id, comment=body.comment, seen=body.hash)
    return pages.get_approval(uow, found)


@router.post("/approval-tasks/{task_id}/refuse", permission=MEMBER, answer=contracts.ApprovalView)
def refuse_task(uow: UnitOfWork, task_id: UUID, body: schemas.SaidBody) -> contracts.ApprovalView:
    """Refuse what I am asked about, and say why; with that it has ended."""
    return pages.get_approval(uow, deciding.refuse(uow, task_id, comment=body.comment))


@router.post("/approval-tasks/{task_id}/send-back", permission=MEMBER, answer=contracts.ApprovalView)
def send_task_back(uow: UnitOfWork, task_id: UUID, body: schemas.SendBackBody) -> contracts.ApprovalView:
    """Send it back to an earlier step, or with -1 to the applicant."""
    found = deciding.send_back(uow, task_id, step_no=body.step_no, comment=body.comment)
    return pages.get_approval(uow, found)


@router.post("/approval-tasks/{task_id}/add-signers", permission=MEMBER, answer=contracts.ApprovalView)
def add_signers(uow: UnitOfWork, task_id: UUID, body: schemas.AddSignersBody) -> contracts.ApprovalView:
    """Have others approve too (加签): before me, after me, or beside me."""
    place = Place(body.place)
    found = deciding.add_signers(uow, task_id, people=body.people, place=place, comment=body.comment)
    return pages.get_approval(uow, found)


@router.post("/approval-tasks/{task_id}/hand-on", permission=MEMBER, answer=contracts.ApprovalView)
def hand_task_on(uow: UnitOfWork, task_id: UUID, body: schemas.HandOnBody) -> contracts.ApprovalView:
    """Give my task to somebody else (转审); who oversees may hand on others'."""
    found = deciding.hand_on(uow, task_id, user_id=body.user_id, comment=body.comment)
    return pages.get_approval(uow, found)


@router.get("/approval-stand-ins", permission=MEMBER, answer=list[contracts.StandInView])
def list_approval_stand_ins(uow: UnitOfWork) -> list[contracts.StandInView]:
    """Who stands in for me and for whom I do."""
    return list_stand_ins(uow)


@router.post("/approval-stand-ins", permission=MEMBER, answer=list[contracts.StandInView], status=201)
def add_approval_stand_in(uow: UnitOfWork, body: schemas.StandInBody) -> list[contracts.StandInView]:
    """Have somebody stand in for me from one day to another (委托)."""
    stand_ins.add_stand_in(uow, **body.model_dump())
    return list_stand_ins(uow)


@router.delete("/approval-stand-ins/{delegation_id}", permission=MEMBER)
def end_approval_stand_in(uow: UnitOfWork, delegation_id: UUID, version: int) -> None:
    """Have nobody stand in any more by this."""
    stand_ins.end_stand_in(uow, delegation_id, version=version)
