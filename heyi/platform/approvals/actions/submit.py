"""Ask for an approval, and ask anew for what came back."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

import orjson

from heyi.platform import numbering
from heyi.platform.approvals.actions.course import Course
from heyi.platform.approvals.contracts import FlowDraft, Request, Resubmit, Who
from heyi.platform.approvals.errors import (
    AnotherFlow,
    ChooseApprovers,
    NobodyFound,
    NoFlowApplies,
    NotTheApplicant,
    UnderApproval,
)
from heyi.platform.approvals.models import APPROVAL, APPROVAL_SERIES
from heyi.platform.approvals.queries.approvals import lock_approval
from heyi.platform.approvals.queries.flows import Flow, active_flows, applying, version_of
from heyi.platform.approvals.queries.people import directory_of
from heyi.platform.approvals.queries.previewing import matter_for, planned_for
from heyi.platform.approvals.queries.standing import params_of, standing_of
from heyi.platform.approvals.rules.people import candidates
from heyi.platform.approvals.rules.ways import Outcome, Planned, kept
from heyi.platform.approvals.seeing import hash_of, keep_seen
from heyi.platform.approvals.states import LIVE, ApprovalState
from heyi.platform.approvals.verbs import ApprovableVerb, Matter
from heyi.platform.errors import FieldProblem, InvalidInput, NotAllowed
from heyi.platform.http.answers import to_json
from heyi.platform.records.shapes import shape_of
from heyi.platform.unit_of_work import UnitOfWork


def submit(uow: UnitOfWork, request: Request) -> UUID:
    """Ask for an approval of a verb as everything stands now; gives back its id.

    What is seen now is what is approved: the record is pinned until it has ended. Where nobody is asked, it is approved
    at once and the verb done.

    Raises:
        VerbUnknown, NotAllowed, NotFound: the actor could not do the verb with this record.
        UnderApproval: an approval of the record is under way already.
        NoFlowApplies: nothing asks for an approval; the verb may simply be done.
        ChooseApprovers: a step is for people of the applicant's choice, and none or others were chosen.
        NobodyFound: a step finds nobody, and then nothing is to be submitted.
    """
    applicant = _person(uow)
    verb, matter = matter_for(uow, request, held=True)
    if matter.record_id is not None:
        _refuse_under_way(uow, verb.record, matter.record_id)
    flow = applying(uow, verb, active_flows(uow, verb.record, verb.name), matter, applicant)
    if flow is None:
        raise NoFlowApplies(record=f"record.{verb.record}", verb=f"verb.{verb.name}")
    way = _way(uow, verb, flow.draft, matter, applicant, request.chosen)
    row = _row(uow, verb, matter, flow, way, request)
    uow.insert(APPROVAL.table, row)
    course = Course(uow, row, flow.draft, way)
    course.log("submitted", comment=request.comment)
    course.tell_history("submitted")
    course.go_to(0)
    course.write()
    return course.id


def resubmit(
    uow: UnitOfWork,
    approval_id: UUID,
    *,
    payload: Mapping[str, Any] | None,
    chosen: Mapping[str, Sequence[UUID]],
    comment: str | None,
) -> None:
    """Submit anew what was given back: as the record stands now, or with another payload.

    What has not changed goes on at the step that gave it back, or from the start, as its flow says; what has, and where
    that step is not taken any more, from the start.

    Raises:
        NotTheApplicant: somebody else asked for it.
        WrongState: it was not given back.
        AnotherFlow: as it stands now another flow applies.
        ChooseApprovers, NobodyFound: as when it is submitted.
    """
    applicant = _person(uow)
    row = lock_approval(uow, approval_id)
    course = Course.of(uow, row)
    if row["applicant_id"] != applicant:
        raise NotTheApplicant
    course.step_to("resubmit")
    said = dict(row["payload"]) if payload is None else dict(payload)
    record_id = None if row["record_id"] == row["id"] else row["record_id"]
    request = Request(record=row["record"], verb=row["verb"], record_id=record_id, payload=said)
    verb, matter = matter_for(uow, request, held=True)
    now = applying(uow, verb, active_flows(uow, row["record"], row["verb"]), matter, applicant)
    if now is not None and now.id != row["flow_id"]:
        raise AnotherFlow(number=row["number"], flow=now.draft.name)
    flow = version_of(uow, row["flow_version_id"])
    seen = row["hash"]
    before = course.way[row["returned_from"]].step.key if row["returned_from"] is not None else None
    earlier = {one.step.key: one.people for one in course.way if one.step.who is Who.CHOSEN}
    way = _way(uow, verb, flow, matter, applicant, {**earlier, **chosen})
    course.way = way
    course.set(**_pinned(uow, verb, matter, said), way=to_json(kept(way)).decode())
    course.set(round=row["round"] + 1, returned_from=None, step_no=0, submitted_at=uow.now)
    course.log("resubmitted", comment=comment)
    keys = [one.step.key for one in way]
    # Who approved something else has approved nothing of this.
    from_step = flow.resubmit is Resubmit.FROM_STEP and before in keys and course.row["hash"] == seen
    course.go_to(keys.index(before) if from_step and before is not None else 0)
    course.write()


def _person(uow: UnitOfWork) -> UUID:
    if uow.actor.user_id is None:
        raise NotAllowed(permission="permission.approvals.approval.view")
    return uow.actor.user_id


def _refuse_under_way(uow: UnitOfWork, record: str, record_id: UUID) -> None:
    found = [row for row in standing_of(uow, record, [record_id]) if row["state"] in LIVE]
    if found:
        raise UnderApproval(**params_of(uow, found[0]))


def _way(
    uow: UnitOfWork,
    verb: ApprovableVerb,
    flow: FlowDraft,
    matter: Matter,
    applicant: UUID,
    chosen: Mapping[str, Sequence[UUID]],
) -> list[Planned]:
    _check_chosen(uow, flow, chosen)
    planned = planned_for(uow, verb, flow, matter, applicant, chosen)
    if missing := [one for one in planned if one.outcome is Outcome.TO_CHOOSE]:
        problems = [
            FieldProblem(f"chosen.{one.step.key}", "approval_choose", {"step": one.step.name})
            for one in missing
        ]
        raise ChooseApprovers(problems=problems, steps=[one.step.name for one in missing])
    if empty := [one for one in planned if one.outcome is Outcome.REFUSED]:
        raise NobodyFound(steps=[one.step.name for one in empty], flow=flow.name)
    return [one for one in planned if one.taken]


def _check_chosen(uow: UnitOfWork, flow: FlowDraft, chosen: Mapping[str, Sequence[UUID]]) -> None:
    directory = directory_of(uow)
    steps = {one.key: one for one in flow.steps if one.who is Who.CHOSEN}
    problems = []
    for key, people in chosen.items():
        if key not in steps:
            problems.append(FieldProblem(f"chosen.{key}", "approval_choose_unknown", {"value": key}))
            continue
        among = candidates(steps[key], directory)
        problems += [
            FieldProblem(f"chosen.{key}.{at}", "approval_person_unusable", {"value": str(one)})
            for at, one in enumerate(people)
            if not directory.active([one]) or (among and one not in among)
        ]
    if problems:
        raise InvalidInput(problems=problems)


def _pinned(
    uow: UnitOfWork, verb: ApprovableVerb, matter: Matter, payload: Mapping[str, Any]
) -> dict[str, Any]:
    """What an approval keeps of what was seen."""
    shape = shape_of(uow, verb.record)
    return {
        "subject": matter.title or "",
        "seen": to_json(keep_seen(uow, shape, verb, matter)).decode(),
        "payload": to_json(dict(payload)).decode(),
        "hash": hash_of(verb, matter),
        "pinned": orjson.dumps(sorted(matter.changes)).decode(),
    }


def _row(
    uow: UnitOfWork,
    verb: ApprovableVerb,
    matter: Matter,
    flow: Flow,
    way: Sequence[Planned],
    request: Request,
) -> dict[str, Any]:
    approval_id = uow.new_id()
    return {
        "id": approval_id,
        "company_id": uow.company_id,
        "number": numbering.take(uow, APPROVAL_SERIES, uow.today)[0],
        "record": verb.record,
        "record_id": matter.record_id or approval_id,
        "verb": verb.name,
        "flow_name": flow.draft.name,
        "flow_version_id": flow.version_id,
        "flow_id": flow.id,
        "state": ApprovalState.RUNNING,
        "applicant_id": uow.actor.user_id,
        "submitted_at": uow.now,
        "comment": request.comment,
        "way": to_json(kept(way)).decode(),
        "step_no": 0,
        "round": 1,
        **_pinned(uow, verb, matter, request.payload),
    }
