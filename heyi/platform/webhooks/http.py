"""Routes of webhooks."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from fastapi import Request
from pydantic import AwareDatetime, BaseModel, ConfigDict, Field

from heyi.platform.http.answers import Answer, to_json
from heyi.platform.http.router import Router
from heyi.platform.http.services import services_of
from heyi.platform.unit_of_work import UnitOfWork
from heyi.platform.values import ShortText
from heyi.platform.webhooks import deliveries, endpoints
from heyi.platform.webhooks.catalogue import EventType, event_types
from heyi.platform.webhooks.permissions import MANAGE_ENDPOINT, VIEW_ENDPOINT

router = Router("webhooks")
State = Literal["waiting", "delivered", "failed"]
Name = Annotated[ShortText, Field(max_length=60)]
Url = Annotated[str, Field(min_length=1, max_length=2_000)]
Events = Annotated[
    list[Annotated[str, Field(max_length=120, pattern=r"^[\w.*]+$")]], Field(min_length=1, max_length=500)
]


class CreateWebhookBody(BaseModel):
    """A webhook: where events go, and which."""

    model_config = ConfigDict(extra="forbid")

    name: Name
    url: Url
    events: Events
    active: bool = True


class ChangeWebhookBody(BaseModel):
    """What changes of a webhook."""

    model_config = ConfigDict(extra="forbid")

    name: Name | None = None
    url: Url | None = None
    events: Events | None = None
    active: bool | None = None


class ReplayBody(BaseModel):
    """From which moment on what failed is told again."""

    model_config = ConfigDict(extra="forbid")

    since: AwareDatetime


@router.get("/webhooks/events", permission=VIEW_ENDPOINT, answer=list[EventType])
def get_webhook_events(uow: UnitOfWork) -> Answer:
    """Everything that a webhook can listen to."""
    return Answer(200, to_json(event_types(uow)))


@router.get("/webhooks", permission=VIEW_ENDPOINT, answer=list[endpoints.EndpointView])
def get_webhooks(uow: UnitOfWork) -> Answer:
    """The webhooks of my company."""
    return Answer(200, to_json(endpoints.list_endpoints(uow)))


@router.post("/webhooks", permission=MANAGE_ENDPOINT, answer=endpoints.EndpointMade, status=201)
def post_webhook(uow: UnitOfWork, body: CreateWebhookBody, request: Request) -> Answer:
    """Register an address that is told what happens; the answer holds its secret, which is shown only now."""
    services = services_of(request)
    draft = endpoints.EndpointDraft(name=body.name, url=body.url, events=body.events, active=body.active)
    made = endpoints.create_endpoint(
        uow, draft, box=services.secrets, allow_private=services.allow_private_webhooks
    )
    return Answer(201, to_json(made), made.version, secret=True)


@router.get("/webhooks/{webhook_id}", permission=VIEW_ENDPOINT, answer=endpoints.EndpointView)
def get_webhook(uow: UnitOfWork, webhook_id: UUID) -> endpoints.EndpointView:
    """One webhook."""
    return endpoints.get_endpoint(uow, webhook_id)


@router.patch("/webhooks/{webhook_id}", permission=MANAGE_ENDPOINT, answer=endpoints.EndpointView)
def patch_webhook(
    uow: UnitOfWork, webhook_id: UUID, body: ChangeWebhookBody, version: int, request: Request
) -> endpoints.EndpointView:
    """Change a webhook, or switch it on or off."""
    changed = {
        name: value for name, value in body.model_dump(exclude_unset=True).items() if value is not None
    }
    endpoints.change_endpoint(
        uow,
        webhook_id,
        version=version,
        changed=changed,
        allow_private=services_of(request).allow_private_webhooks,
    )
    return endpoints.get_endpoint(uow, webhook_id)


@router.delete("/webhooks/{webhook_id}", permission=MANAGE_ENDPOINT)
def delete_webhook(uow: UnitOfWork, webhook_id: UUID, version: int) -> None:
    """Remove a webhook with everything that was told to it."""
    endpoints.delete_endpoint(uow, webhook_id, version=version)


@router.post("/webhooks/{webhook_id}/rotate", permission=MANAGE_ENDPOINT, answer=endpoints.EndpointMade)
def post_rotate_webhook(uow: UnitOfWork, webhook_id: UUID, request: Request) -> Answer:
    """Make a new secret; for a day every message is signed with the old one too."""
    made = endpoints.rotate_secret(uow, webhook_id, box=services_of(request).secrets)
    return Answer(200, to_json(made), made.version, secret=True)


@router.post("/webhooks/{webhook_id}/test", permission=MANAGE_ENDPOINT, answer=deliveries.WebhookDeliveryView)
def post_test_webhook(uow: UnitOfWork, webhook_id: UUID) -> deliveries.WebhookDeliveryView:
    """Tell the webhook an event that did not happen."""
    return deliveries.send_test(uow, webhook_id)


@router.get(
    "/webhooks/{webhook_id}/deliveries", permission=VIEW_ENDPOINT, answer=deliveries.WebhookDeliveryPage
)
def get_webhook_deliveries(
    uow: UnitOfWork, webhook_id: UUID, state: State | None = None, before: UUID | None = None
) -> deliveries.WebhookDeliveryPage:
    """What was told to a webhook, the latest first, 50 at a time, each with its tries."""
    return deliveries.list_deliveries(uow, webhook_id, state=state, before=before)


@router.post("/webhooks/{webhook_id}/replay", permission=MANAGE_ENDPOINT, answer=deliveries.Replayed)
def post_replay_webhook(uow: UnitOfWork, webhook_id: UUID, body: ReplayBody) -> deliveries.Replayed:
    """Tell again what failed since a moment, a thousand at once at most."""
    since: datetime = body.since
    return deliveries.replay_failed(uow, webhook_id, since=since)


@router.post(
    "/webhook-deliveries/{webhook_delivery_id}/replay",
    permission=MANAGE_ENDPOINT,
    answer=deliveries.WebhookDeliveryView,
)
def post_replay_delivery(uow: UnitOfWork, webhook_delivery_id: UUID) -> deliveries.WebhookDeliveryView:
    """Tell one event again, under the same id."""
    return deliveries.replay(uow, webhook_delivery_id)
