"""The daily work around a customer: what was said to whom, what is to be done next, and when."""
