/** Who and what the supervisor of the demo will notice; streets by their place in the district, volunteers in the street. */
export interface DemoCast {
  /** Streets where fewer dwellings were worked than the calendar asks for. */
  behind: readonly number[];
  /** Interviews in about four minutes, some with one answer all the way down. */
  hasty: Post;
  /** Some interviews with everything at its best; nobody where so few are asked that it would be all that is seen. */
  coached: Post | null;
  /** A tablet whose clock was wrong on two days. */
  wrongClock: Post;
}

/** A volunteer: the `volunteer`-th of the `street`-th street. */
export interface Post {
  street: number;
  volunteer: number;
}

export const CAST: Record<"full" | "small", DemoCast> = {
  full: {
    behind: [4, 8],
    hasty: { street: 2, volunteer: 1 },
    coached: { street: 6, volunteer: 0 },
    wrongClock: { street: 10, volunteer: 2 },
  },
  small: {
    behind: [1, 2],
    hasty: { street: 3, volunteer: 1 },
    coached: null,
    wrongClock: { street: 3, volunteer: 2 },
  },
};

/** Earlier waves went well. */
export const NOBODY: DemoCast = {
  behind: [],
  hasty: { street: -1, volunteer: -1 },
  coached: null,
  wrongClock: { street: -1, volunteer: -1 },
};

const VOLUNTEERS = [3, 2, 3, 4];

/** Volunteers of a street: two to four. */
export const volunteersIn = (street: number): number => VOLUNTEERS[street % VOLUNTEERS.length]!;
