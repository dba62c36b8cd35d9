// tries: copyWithin over an array-like with 2^53 - 1 places, none of them there | expect: timeout
Array.prototype.copyWithin.call({ length: 2 ** 53 - 1 }, 1, 0).length;
