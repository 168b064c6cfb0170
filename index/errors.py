"""The one family of errors: each message names the value, the likely cause and the remedy."""


class KildesvarError(Exception):
    """An error that a user can act on. Only the command lines and the page catch it."""


class PublicationError(KildesvarError):
    """A publication file could not be read."""


class IndexNotFoundError(KildesvarError):
    """No index lies where one was asked for."""


class IndexMismatchError(KildesvarError):
    """An index lies there, but it was made with other settings or is damaged."""


class ModelError(KildesvarError):
    """A model could not be loaded."""


class QuestionSetError(KildesvarError):
    """A file of questions could not be read."""
