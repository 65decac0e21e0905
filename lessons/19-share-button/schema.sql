-- Posts of the shop's blog, and what became of sharing them. Every test starts from these tables and rows.
create table posts (
  id integer generated always as identity primary key,
  title text not null,
  -- Where visitors read it.
  link text not null
);

-- One row for each post and network: a second click meets the row of the first.
create table shares (
  post_id integer not null references posts,
  network text not null constraint share_network_known check (network in ('mastodon', 'x', 'facebook')),

  -- Sent with every try, so that a network which looks at keys can tell a try from a new post. It is stored before the
  -- first call: a key that is only in memory is gone when the program is.
  key uuid not null default gen_random_uuid(),

  -- A row is born unknown: from the moment the call goes out until a clear answer is stored, nobody knows. If the
  -- program dies in between, that is still true.
  status text not null default 'unknown'
    constraint share_status_known check (status in ('unknown', 'shared', 'failed')),
  url text,
  error text default 'No answer yet.',

  constraint share_once primary key (post_id, network)
);

insert into posts (title, link) values
  ('New on the shelf: Happy birthday, Otter!', 'https://cards.example/posts/1'),
  ('Grandma & Ada draw a fox',                 'https://cards.example/posts/2');
