/** Traces what the page's own thread does; the answer ends the trace and gives its tasks, in milliseconds. */
export async function traceTasks(cdp) {
  const events = [];
  const collect = ({ value }) => events.push(...value);
  cdp.on("Tracing.dataCollected", collect);
  await cdp.send("Tracing.start", { transferMode: "ReportEvents", traceConfig: { includedCategories: ["toplevel", "devtools.timeline", "disabled-by-default-devtools.timeline"] } });
  const began = performance.now();
  return async () => {
    const took = performance.now() - began;
    const complete = new Promise((resolve) => cdp.once("Tracing.tracingComplete", resolve));
    await cdp.send("Tracing.end");
    await complete;
    cdp.off("Tracing.dataCollected", collect);
    const thread = busiest(events);
    const tasks = events.filter(({ ph, name, pid, tid }) => ph === "X" && /RunTask$/.test(name) && `${pid}/${tid}` === thread);
    return { took, wall: tasks.map(({ dur }) => dur / 1_000), cpu: tasks.map(({ tdur, dur }) => (tdur ?? dur) / 1_000) };
  };
}

/** The main thread of the renderer that worked most: that of the page under measurement. */
function busiest(events) {
  const mains = new Set(events.filter(({ name, args }) => name === "thread_name" && args?.name === "CrRendererMain").map(({ pid, tid }) => `${pid}/${tid}`));
  const work = new Map();
  for (const { ph, name, pid, tid, dur = 0 } of events) {
    const thread = `${pid}/${tid}`;
    if (ph === "X" && /RunTask$/.test(name) && mains.has(thread)) work.set(thread, (work.get(thread) ?? 0) + dur);
  }
  return [...work].sort((a, b) => b[1] - a[1])[0]?.[0];
}

/** A clock that counts the CPU time of the page's own thread, in milliseconds: what other programs take away does not count. */
export async function cpuClock(cdp) {
  await cdp.send("Performance.enable", { timeDomain: "threadTicks" });
  return async () => {
    const { metrics } = await cdp.send("Performance.getMetrics");
    return metrics.find(({ name }) => name === "TaskDuration").value * 1_000;
  };
}
