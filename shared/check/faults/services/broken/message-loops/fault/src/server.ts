class ShelfError extends Error {
  override get message(): string {
    for (;;);
  }
}

throw new ShelfError();
