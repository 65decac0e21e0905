/** The same things in another order, every order as likely (Fisher and Yates). `random`: as Math.random. */
export function shuffle<Thing>(things: readonly Thing[], random: () => number): Thing[] {
  const left = [...things];
  return things.flatMap(() => left.splice(Math.floor(random() * left.length), 1));
}
