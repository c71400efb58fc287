// Ids by numbers, in plain memory: half a million of them as strings in a map would be a burden on the whole process.

const FIRST_BYTES = 64 * 1024
const FIRST_IDS = 1024

export class IdTable {
  size = 0
  private bytes = Buffer.alloc(FIRST_BYTES)
  /** Where the bytes of each id end; they begin where those of the one before end. */
  private ends = new Uint32Array(FIRST_IDS)
  /** Numbers of ids by the hash of their bytes, one more than they are; 0 is free. At least half of them are. */
  private slots = new Uint32Array(2 * FIRST_IDS)

  /** The number of the id, counted from 0; a new one gets the next. */
  add(id: string): number {
    const end = this.lay(id)
    const slot = this.slotOf(end)
    const known = this.slots[slot]!
    if (known > 0) return known - 1
    if (this.size === this.ends.length) this.grow()
    this.ends[this.size] = end
    this.slots[this.slotOf(end)] = this.size + 1
    this.size += 1
    return this.size - 1
  }

  /** Undefined for an id that was never added. */
  numberOf(id: string): number | undefined {
    const known = this.slots[this.slotOf(this.lay(id))]!
    return known === 0 ? undefined : known - 1
  }

  /** The id with that number. */
  idOf(number: number): string {
    return this.bytes.toString('utf8', this.startOf(number), this.ends[number]!)
  }

  private startOf(number: number): number {
    return number === 0 ? 0 : this.ends[number - 1]!
  }

  /** Writes the bytes behind those that are kept; answers their end. */
  private lay(id: string): number {
    const start = this.startOf(this.size)
    const end = start + Buffer.byteLength(id)
    if (end > this.bytes.length) {
      const larger = Buffer.alloc(Math.max(end, 2 * this.bytes.length))
      this.bytes.copy(larger)
      this.bytes = larger
    }
    this.bytes.write(id, start)
    return end
  }

  /** The slot of the id that was laid last: with its number, or free. */
  private slotOf(end: number): number {
    const start = this.startOf(this.size)
    let slot = this.hash(start, end)
    for (let known = this.slots[slot]!; known > 0; known = this.slots[slot]!) {
      const other = known - 1
      if (this.bytes.compare(this.bytes, this.startOf(other), this.ends[other], start, end) === 0) return slot
      slot = (slot + 1) & (this.slots.length - 1)
    }
    return slot
  }

  /** FNV-1a, 32 bits, cut to the count of slots. */
  private hash(start: number, end: number): number {
    let hash = 0x811c9dc5
    for (let at = start; at < end; at += 1) hash = Math.imul(hash ^ this.bytes[at]!, 0x01000193)
    return (hash ^ (hash >>> 15)) & (this.slots.length - 1)
  }

  private grow(): void {
    const ends = new Uint32Array(2 * this.ends.length)
    ends.set(this.ends)
    this.ends = ends
    this.slots = new Uint32Array(2 * ends.length)
    for (let number = 0; number < this.size; number += 1) {
      let slot = this.hash(this.startOf(number), this.ends[number]!)
      while (this.slots[slot]! > 0) slot = (slot + 1) & (this.slots.length - 1)
      this.slots[slot] = number + 1
    }
  }
}
