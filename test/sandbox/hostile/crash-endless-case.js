// tries: a case with a getter that makes the next level whenever it is read: deeper than any stack | expect: error
const deeper = () => ({
  get next() {
    return deeper();
  },
});
deeper();
