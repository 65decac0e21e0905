export const command = {
  help: (help: string) => `${help}\n\nEvery command also takes --plain: no colours, nothing drawn over.`,
};
