// One piece of work at a time, and turn by turn among those who ask: nobody's long line holds up the others.

type Work = () => Promise<void>;

export class FairTurns {
  /** What waits, by who asked; a map keeps the order in which they come to their turn. */
  private readonly waiting = new Map<string, Work[]>();
  private isBusy = false;

  /** Rejects as the work does. */
  take<T>(who: string, work: () => Promise<T>): Promise<T> {
    const done = new Promise<T>((resolve, reject) => {
      const line = this.waiting.get(who) ?? [];
      line.push(() => work().then(resolve, reject));
      this.waiting.set(who, line);
    });
    void this.go();
    return done;
  }

  private async go(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    for (let work = this.next(); work !== undefined; work = this.next()) await work();
    this.isBusy = false;
  }

  private next(): Work | undefined {
    for (const [who, line] of this.waiting) {
      const work = line.shift();
      // to the end of the round
      this.waiting.delete(who);
      if (line.length > 0) this.waiting.set(who, line);
      if (work) return work;
    }
    return undefined;
  }
}
