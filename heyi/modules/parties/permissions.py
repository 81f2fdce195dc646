"""What may be allowed with parties."""

from heyi.platform.access import permission

VIEW_PARTY = permission(
    "parties.party.view", "buyer", "sales", "warehouse", "accountant", "viewer", within=("sales",)
)
CREATE_PARTY = permission("parties.party.create", "buyer", "sales", "accountant")
UPDATE_PARTY = permission("parties.party.update", "buyer", "sales", "accountant", within=("sales",))
DELETE_PARTY = permission("parties.party.delete")
IMPORT_PARTY = permission("parties.party.import")
EXPORT_PARTY = permission("parties.party.export")
TRANSFER_PARTY = permission("parties.party.transfer", "sales_head", within=("sales_head",))
