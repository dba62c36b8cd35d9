// tries: Symbol.replace with an exec of its own that always matches: the builtin collects results for ever | expect: timeout|memory
class Endless extends RegExp {
  exec() {
    return [""];
  }
}
"x".replace(new Endless("y", "g"), "");
