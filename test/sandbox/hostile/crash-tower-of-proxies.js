// tries: a case behind 100,000 proxies, and an instanceof through as many bound functions, in native recursion | expect: error|timeout|memory|ok
let tower = [1];
let bound = function () {};
for (let i = 0; i < 100_000; i++) {
  tower = new Proxy(tower, {});
  bound = bound.bind(null);
}
try {
  tower.first = {} instanceof bound;
} catch (error) {
  tower.second = `${error.name}`;
}
tower;
