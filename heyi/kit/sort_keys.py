"""stub"""


def sort_key(value):
    return str(value)
