"""What belongs to a person is handed over: with a customer what hangs on him, and everything when somebody leaves."""
