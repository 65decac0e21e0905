export const greeting = "world";
