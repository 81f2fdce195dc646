"""What web and worker work with: this installation's database, secrets, folders and mail."""

from heyi.platform.db.connect import database_urls
from heyi.platform.db.engine import POOL, create_app_engine
from heyi.platform.http.rates import Rates, TokenBuckets
from heyi.platform.http.services import Services
from heyi.platform.installation import Installation, installation_secret
from heyi.platform.secrets import SecretBox


def services_of_installation(place: Installation, *, pool: int = POOL) -> Services:
    """The services of one process.

    Raises:
        BadSetting: the secret or an address of the environment cannot be used.
    """
    return Services(
        engine=create_app_engine(database_urls(place).app, pool=pool),
        secrets=SecretBox(installation_secret(place.home)),
        home=place.home,
        demo=place.demo,
        secure_cookies=place.address.startswith("https://"),
        address=place.address,
        smtp_url=place.smtp_url,
        mail_sender=place.mail_sender,
        allow_private_webhooks=place.allow_private_webhooks,
        rates=TokenBuckets(Rates(key=place.rate_key, tenant=place.rate_tenant)),
    )
