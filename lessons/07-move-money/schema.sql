-- Grandma's ledger: who has how much, which transfers were made, and each of them as two lines in the book.

create table accounts (
  id integer generated always as identity primary key,
  name text not null,

  -- Whole cents. In Grandma's real ledger a rule stands here, too: check (balance_cents >= 0). This lesson works without
  -- that net, so that you see what a transaction and a lock do by themselves. "Go further" puts it back.
  balance_cents integer not null
);

-- One row for each transfer that was made. A refused one leaves no row.
create table transfers (
  id integer generated always as identity primary key,
  from_account_id integer not null references accounts,
  to_account_id integer not null references accounts,
  amount_cents integer not null
);

-- The book: what was added to an account, or, below zero, taken from it. A transfer is two lines whose sum is 0, and the
-- lines of an account add up to its balance.
create table entries (
  id integer generated always as identity primary key,
  -- Null: paid in over the counter.
  transfer_id integer references transfers,
  account_id integer not null references accounts,
  amount_cents integer not null
);

insert into accounts (name, balance_cents) values
  ('Ada''s gift card', 100),
  ('Ben''s gift card', 100),
  ('The till',           0);

insert into entries (account_id, amount_cents)
select id, balance_cents from accounts where balance_cents > 0;
