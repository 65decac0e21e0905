-- The shelf: one row for each kind of card that Grandma sells. Every test starts from these tables and rows.
create table cards (
  -- PostgreSQL hands out the numbers, so two cards that arrive together never get the same one.
  id integer generated always as identity primary key,

  -- The sku ("stock-keeping unit") is printed on labels and stands in orders: no two cards may share one. The
  -- constraint has a name because an error names it. The index behind it decides, also between two transactions that
  -- cannot see each other's rows yet; code that looks first and inserts later cannot.
  sku text not null constraint card_sku_key unique,

  title text not null,
  occasion text not null,

  -- Whole cents. The service checks the price too, to explain what is wrong; this line holds for everybody who writes
  -- to the table, with or without the service.
  price_cents integer not null constraint card_price_positive check (price_cents > 0),

  -- What a helper should know of the card. Null: nothing was written down.
  note text
);

insert into cards (sku, title, occasion, price_cents, note) values
  ('OTTER-1',  'Happy birthday, Otter!',  'birthday', 450, 'drawn by Ada'),
  -- In SQL text an apostrophe is written twice. Whoever glues text together has to remember that every time.
  ('OBRIEN-1', 'For Mr O''Brien',         'thanks',   395, null),
  ('ROBIN-1',  'A robin in the snow',     'winter',   320, null),
  -- Underscores, where the customer writes a name; and a percent sign. To LIKE both mean "anything".
  ('BLANK-1',  'Happy birthday, ______!', 'birthday', 280, 'comes with a pen'),
  ('EXAM-1',   'You gave 100%',           'exam',     350, null),
  ('BELL-1',   'Wedding bells',           'wedding',  520, 'gold edge');
