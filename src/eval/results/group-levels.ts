/** What is known of one level of a task. */
export type LevelPart<Figures> = {
  readonly domain: string;
  readonly bootcamp: string;
  readonly version: number;
  /** Counts from 0, the easiest. */
  readonly level: number;
  readonly figures: Figures;
};

/** The same by task, domain and level, and over all. */
export type Grouped<Figures> = {
  /** The mean over tasks. */
  readonly all: Figures;
  /** Means over the tasks of each. */
  readonly domains: readonly {
    readonly domain: string;
    readonly tasks: number;
    readonly figures: Figures;
  }[];
  /** Means over the levels of each. */
  readonly tasks: readonly (Omit<LevelPart<Figures>, "level"> & {
    readonly levels: readonly { readonly level: number; readonly figures: Figures }[];
  })[];
  /** Means over the tasks that have the level. */
  readonly levels: readonly {
    readonly level: number;
    readonly tasks: number;
    readonly figures: Figures;
  }[];
};

/** Groups levels of tasks, in their order; `combine` gives each of several parts the same weight. */
export function groupLevels<Figures>(
  parts: readonly LevelPart<Figures>[],
  combine: (parts: readonly Figures[]) => Figures,
): Grouped<Figures> {
  const together = (some: readonly { readonly figures: Figures }[]): Figures =>
    combine(some.map(({ figures }) => figures));
  const tasks = [...Map.groupBy(parts, ({ bootcamp, version }) => `${bootcamp}@${version}`).values()].flatMap(
    (own) =>
      own.slice(0, 1).map(({ domain, bootcamp, version }) => ({
        domain,
        bootcamp,
        version,
        figures: together(own),
        levels: own.map(({ level, figures }) => ({ level, figures })),
      })),
  );
  return {
    all: together(tasks),
    domains: [...Map.groupBy(tasks, ({ domain }) => domain)].map(([domain, own]) => ({
      domain,
      tasks: own.length,
      figures: together(own),
    })),
    tasks,
    levels: [...Map.groupBy(parts, ({ level }) => level)]
      .toSorted(([one], [other]) => one - other)
      .map(([level, own]) => ({ level, tasks: own.length, figures: together(own) })),
  };
}

/** The same groups with what a function makes of the figures of each. */
export function mapGrouped<From, To>(grouped: Grouped<From>, make: (figures: From) => To): Grouped<To> {
  const mapped = <Part extends { readonly figures: From }>(
    part: Part,
  ): Omit<Part, "figures"> & { readonly figures: To } => ({ ...part, figures: make(part.figures) });
  return {
    all: make(grouped.all),
    domains: grouped.domains.map(mapped),
    tasks: grouped.tasks.map((task) => ({ ...mapped(task), levels: task.levels.map(mapped) })),
    levels: grouped.levels.map(mapped),
  };
}
