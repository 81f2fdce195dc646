"""What may be allowed with leads and opportunities."""

from heyi.platform.access import permission

_SALES = ("sales",)

VIEW_LEAD = permission("crm.lead.view", "sales", "viewer", within=_SALES)
CREATE_LEAD = permission("crm.lead.create", "sales")
UPDATE_LEAD = permission("crm.lead.update", "sales", within=_SALES)
DELETE_LEAD = permission("crm.lead.delete")
IMPORT_LEAD = permission("crm.lead.import")
EXPORT_LEAD = permission("crm.lead.export")
TRANSFER_LEAD = permission("crm.lead.transfer", "sales_head", within=("sales_head",))
CONVERT_LEAD = permission("crm.lead.convert", "sales", on="lead", within=_SALES)
ASSIGN_LEAD = permission("crm.lead.assign", on="lead")
MANAGE_ASSIGNMENT = permission("crm.assignment.manage")
MANAGE_MAPPING = permission("crm.mapping.manage")
MANAGE_FORM = permission("crm.form.manage")

VIEW_STAGE = permission("crm.stage.view", "sales", "viewer")
MANAGE_STAGE = permission("crm.stage.manage")
VIEW_OPPORTUNITY = permission("crm.opportunity.view", "sales", "viewer", within=_SALES)
CREATE_OPPORTUNITY = permission("crm.opportunity.create", "sales")
UPDATE_OPPORTUNITY = permission("crm.opportunity.update", "sales", within=_SALES)
DELETE_OPPORTUNITY = permission("crm.opportunity.delete")
IMPORT_OPPORTUNITY = permission("crm.opportunity.import")
EXPORT_OPPORTUNITY = permission("crm.opportunity.export")
TRANSFER_OPPORTUNITY = permission("crm.opportunity.transfer", "sales_head", within=("sales_head",))
