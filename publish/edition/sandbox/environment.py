"""The Jinja2 environment of layouts: what a template can reach is an allow-list, and what it can use up has limits."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date
from functools import partial
from types import BuiltinMethodType, MethodType
from typing import Any

import jinja2
from jinja2 import nodes
from jinja2.environment import TemplateModule
from jinja2.exceptions import SecurityError
from jinja2.runtime import BlockReference, Context, LoopContext, Macro, TemplateReference
from jinja2.sandbox import SandboxedEnvironment
from jinja2.utils import Namespace
from markupsafe import Markup, escape

from publish.edition.sandbox import guards
from publish.edition.sandbox.budget import MOST_NUMBER, Counted, TemplateLimit, check_text, emit, spend, weigh, weight
from publish.edition.sandbox.filters import filters, join_texts, replace_text, tests
from publish.edition.sandbox.values import Printable, TemplateFunction, checked_printable, described

MOST_SOURCE = 200_000
"""Letters of one template."""
MOST_RANGE = 10_000
MOST_POWER = 64
_TEXT = frozenset(
    "capitalize casefold count endswith find index isalnum isalpha isdecimal isdigit islower isnumeric isspace istitle isupper lower lstrip"
    " removeprefix removesuffix rfind rindex rsplit rstrip split splitlines startswith strip swapcase title upper".split()
)
_LOOP = frozenset("changed cycle depth depth0 first index index0 last length nextitem previtem revindex revindex0".split())
# Each kind of value with the attributes and methods that a template sees of it; of all others it sees none.
_SHOWN: tuple[tuple[type, frozenset[str]], ...] = (
    (str, _TEXT),
    (Mapping, frozenset({"get", "items", "keys", "values"})),
    (list, frozenset({"count", "index"})),
    (tuple, frozenset({"count", "index"})),
    (date, frozenset({"day", "isoformat", "month", "year"})),
    (LoopContext, _LOOP),
    (BlockReference, frozenset({"super"})),
    (Macro, frozenset({"name"})),
)
_TEXT_FUNCTIONS: dict[str, Callable[..., str]] = {
    "replace": replace_text,
    "join": lambda separator, values: join_texts(values, separator),
    "striptags": lambda text: str(filters()["striptags"](text)),
}


def _concat(parts: Iterable[str]) -> str:
    """Return ``parts`` as one text; too many letters are an error at the line of the template that is just printing."""
    found: list[str] = []
    for part in parts:
        try:
            emit(len(part))
        except TemplateLimit as error:
            if throw := getattr(parts, "throw", None):
                throw(error)
            raise
        found.append(part)
    return "".join(found)


class Sandbox(SandboxedEnvironment):
    """An environment for templates that nobody has looked at. Text is escaped wherever it is printed; a template cannot turn that off."""

    intercepted_binops = frozenset(SandboxedEnvironment.default_binop_table)
    concat = staticmethod(_concat)

    def __init__(self, load: Callable[[str], Any], codes: jinja2.BytecodeCache) -> None:
        super().__init__(
            loader=jinja2.FunctionLoader(load),
            bytecode_cache=codes,
            extensions=["jinja2.ext.i18n"],
            autoescape=True,
            undefined=jinja2.StrictUndefined,
            finalize=_finalize,
            trim_blocks=True,
            lstrip_blocks=True,
        )
        # The page has its own gettext; this makes {% trans %} call it with the fields as arguments.
        self.install_null_translations(newstyle=True)  # type: ignore[attr-defined]
        self.filters = {**filters(), guards.COUNTED: Counted, guards.WEIGHED: _weighed, guards.CONCATENATED: _concatenated}
        self.tests = tests()
        for name in ("cycler", "joiner", "lipsum"):
            del self.globals[name]
        self.globals |= {"range": _range, "dict": dict, "namespace": Namespace}
        self._functions = tuple(self.globals.values())

    def compile(self, source: Any, name: Any = None, filename: Any = None, raw: Any = False, defer_init: bool = False) -> Any:
        """Return the code of a template; raises `TemplateSyntaxError` for one that is too long or too deep, too."""
        if isinstance(source, str) and len(source) > MOST_SOURCE:
            raise jinja2.TemplateSyntaxError(f"a template of more than {MOST_SOURCE:,} letters", 1, name, filename)
        try:
            return super().compile(source, name, filename, raw, defer_init)
        except (MemoryError, OverflowError, RecursionError, SyntaxError, ValueError) as error:
            raise jinja2.TemplateSyntaxError("what stands here is nested too deep, or a number is too long", 1, name, filename) from error

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        tree = super()._parse(source, name, filename)
        for node in tree.find_all((nodes.ScopedEvalContextModifier, nodes.EvalContextModifier)):
            raise jinja2.TemplateSyntaxError("text is always escaped: autoescape cannot be changed", node.lineno, name, filename)
        return tree

    def _generate(self, source: nodes.Template, name: str | None, filename: str | None, defer_init: bool = False) -> str:
        return super()._generate(guards.guard(source), name, filename, defer_init)

    def get_template(self, name: Any, parent: Any = None, globals: Any = None) -> jinja2.Template:  # noqa: A002
        """Return a template; each use is a step."""
        spend(1)
        return super().get_template(name, parent, globals)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return what a template sees as ``obj.attribute``: an entry of a mapping, else an attribute of the allow-list."""
        return obj[attribute] if isinstance(obj, Mapping) and attribute in obj else self._attribute(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return what a template sees as ``obj[argument]``: an entry of a mapping, a list or a text, else an attribute."""
        if isinstance(obj, str | list | tuple | Mapping):
            try:
                return obj[argument]
            except (LookupError, TypeError):
                pass
        if isinstance(obj, jinja2.Undefined):
            return str(obj)  # the error of what is undefined
        return self._attribute(obj, argument) if isinstance(argument, str) else self._missing(obj, argument)

    def _attribute(self, obj: Any, name: str) -> Any:
        if name.startswith("_"):
            return self.unsafe_undefined(obj, name)
        if isinstance(obj, str) and name in _TEXT_FUNCTIONS:
            return _TextMethod(partial(_TEXT_FUNCTIONS[name], obj))
        if isinstance(obj, TemplateReference):
            return self._block(obj, name)
        shown = isinstance(obj, Namespace | TemplateModule | jinja2.Undefined) or name in _shown(obj)
        try:
            return getattr(obj, name) if shown else self._missing(obj, name)
        except AttributeError:
            return self._missing(obj, name)

    def _block(self, obj: TemplateReference, name: str) -> Any:
        try:
            return obj[name]
        except LookupError:
            return self._missing(obj, name)

    def _missing(self, obj: Any, name: Any) -> Any:
        """Return an undefined value, which is an error where it is used."""
        return self.undefined(f"there is no “{str(name)[:80]}” in {described(obj)} that a template sees", obj=obj, name=str(name))

    def is_safe_callable(self, obj: Any) -> bool:
        """Tell whether a template may call ``obj``: a function made for it, a global one, a macro, or a method of the allow-list."""
        if isinstance(obj, BuiltinMethodType | MethodType):
            return obj.__name__ in _shown(obj.__self__) or any(obj is function for function in self._functions)
        allowed = isinstance(obj, TemplateFunction | _TextMethod | Macro | BlockReference | LoopContext)
        return allowed or any(obj is function for function in self._functions)

    def call(__self, __context: Context, __obj: Any, *args: Any, **kwargs: Any) -> Any:  # noqa: B902, N805
        """Call ``__obj`` for a template; raises `SecurityError` for what is not a function for templates."""
        if isinstance(__obj, jinja2.Undefined):
            return __obj()
        if not __self.is_safe_callable(__obj):
            raise SecurityError(f"{described(__obj)} is not a function that a template may call")
        spend(1)
        weigh(args, kwargs)
        if isinstance(__obj, LoopContext):
            args = tuple(Counted(each) for each in args)
        elif isinstance(__obj, BuiltinMethodType | MethodType):
            weigh(__obj.__self__)
        return __context.call(__obj, *args, **kwargs)

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Return ``left operator right`` for numbers, and ``+`` and ``*`` for texts and lists while the result is small."""
        if isinstance(left, int | float) and isinstance(right, int | float):
            return _checked_number(super().call_binop, context, operator, left, right)
        if operator == "+" and isinstance(left, str) and isinstance(right, str):
            emit(len(left) + len(right))
        elif operator == "+" and isinstance(left, list | tuple) and isinstance(right, list | tuple):
            weigh(left, right)
        elif operator == "*" and isinstance(left, str | list | tuple) and isinstance(right, int):
            _check_repeated(left, right)
        elif operator == "*" and isinstance(left, int) and isinstance(right, str | list | tuple):
            _check_repeated(right, left)
        elif not isinstance(left, jinja2.Undefined) and not isinstance(right, jinja2.Undefined):
            raise jinja2.TemplateRuntimeError(f"“{operator}” between {described(left)} and {described(right)} is not possible")
        return super().call_binop(context, operator, left, right)


class _TextMethod:
    """A method of a text that could make it grow, with a limit."""

    __slots__ = ("_method",)

    def __init__(self, method: Callable[..., str]) -> None:
        self._method = method

    def __call__(self, *arguments: Any) -> str:
        return self._method(*arguments)


def _shown(obj: Any) -> frozenset[str]:
    if isinstance(obj, Printable):
        return obj.shown
    return next((names for kind, names in _SHOWN if isinstance(obj, kind)), frozenset())


@jinja2.pass_context
def _finalize(context: Context, value: Any) -> Any:
    """Check what is printed. With the context as an argument, it is called when a template is rendered, not when it is compiled."""
    return checked_printable(value)


def _weighed(value: Any) -> Any:
    weigh(value)
    return value


def _concatenated(parts: list[Any]) -> str:
    """Return what ``~`` makes of ``parts``: markup, if one of them is."""
    printed = [part.__html__() if isinstance(part, Printable) else checked_printable(part) for part in parts]
    emit(sum(len(part) for part in printed if isinstance(part, str)))
    if any(isinstance(part, Markup) for part in printed):
        return Markup("").join(escape(part) for part in printed)
    return "".join(map(str, printed))


def _range(*bounds: int) -> range:
    found = range(*bounds)
    if found[MOST_RANGE:]:
        raise TemplateLimit(f"a range of more than {MOST_RANGE:,} numbers")
    return found


def _checked_number(calculate: Callable[..., Any], context: Context, operator: str, left: Any, right: Any) -> Any:
    if operator == "**" and (abs(left) > MOST_NUMBER or abs(right) > MOST_POWER):
        raise TemplateLimit("a power that is too large")
    result = calculate(context, operator, left, right)
    if isinstance(result, int) and abs(result) > MOST_NUMBER:
        raise TemplateLimit(f"a number that is larger than {MOST_NUMBER:,}")
    return result


def _check_repeated(value: Any, times: int) -> None:
    if isinstance(value, str):
        check_text(len(value) * max(times, 0))
    else:
        spend(weight(value) * max(times, 0))
