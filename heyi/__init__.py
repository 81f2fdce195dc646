"""Heyi 合一: CRM and ERP in one system."""
