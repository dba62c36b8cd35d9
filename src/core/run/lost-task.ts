/**
 * Nothing was found out about a task, because its endpoint refused all that was asked for it: that is no verdict. The
 * other tasks go on, and a run that is resumed takes this one up again.
 */
export class LostTask extends Error {
  constructor(reason: string) {
    super(reason);
    this.name = "LostTask";
  }
}
