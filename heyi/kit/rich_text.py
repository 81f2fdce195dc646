"""stub"""


def sanitise(value):
    return value
