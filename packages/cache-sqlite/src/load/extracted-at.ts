/** Makes the function that prints times, in epoch milliseconds, as ISO text in UTC with six digits: consecutive ones are often of one second. */
export function createExtractedAt(): (time: number) => string {
  let [second, start] = [Number.NaN, ""];
  return (time) => {
    const whole = Math.trunc(Math.max(-latest, Math.min(time, latest)));
    const seconds = Math.floor(whole / 1000);
    if (seconds !== second) {
      start = new Date(seconds * 1000).toISOString().slice(0, -4);
      second = seconds;
    }
    return `${start}${String(whole - seconds * 1000).padStart(3, "0")}000Z`;
  };
}

/** What a date of JavaScript's can be, in milliseconds. */
const latest = 8_640_000_000_000_000;
