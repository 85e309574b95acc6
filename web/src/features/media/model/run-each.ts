/** How far a piece of work on several media is. */
export interface EachState {
  done: number;
  failures: { id: string; error: unknown }[];
}

const atOnceMax = 2; // The browser has six connections to the server; uploads and the live one need theirs.

/** Does one piece after the other, two at a time; what fails does not stop the rest. */
export async function runEach(
  ids: readonly string[],
  work: (id: string) => Promise<unknown>,
  onStep: (state: EachState) => void,
): Promise<EachState> {
  let state: EachState = { done: 0, failures: [] };
  let next = 0;
  const runOn = async () => {
    while (next < ids.length) {
      const id = ids[next++] ?? '';
      let failures = state.failures;
      try {
        await work(id);
      } catch (error) {
        failures = [...state.failures, { id, error }];
      }
      state = { done: state.done + 1, failures: failures.length > state.failures.length ? failures : state.failures };
      onStep(state);
    }
  };
  await Promise.all(Array.from({ length: atOnceMax }, runOn));
  return state;
}
