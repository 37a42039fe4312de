// The models of the sites whose pings were judged last; what was read less lately goes.

/** Of 4 MB each. */
const MOST = 24;

export class ModelCache<T> {
  private readonly kept = new Map<string, Promise<T>>();

  /** Of two who ask at once, one reads. What could not be read is not kept. */
  async get(id: string, read: () => Promise<T>): Promise<T> {
    const known = this.kept.get(id);
    // a Map keeps the order of insertion: the last one used goes to its end
    this.kept.delete(id);
    const model = known ?? read();
    this.kept.set(id, model);
    const [oldest] = this.kept.keys();
    if (this.kept.size > MOST && oldest !== undefined) this.kept.delete(oldest);
    try {
      return await model;
    } catch (error) {
      this.kept.delete(id);
      throw error;
    }
  }
}
