create table notes (id integer generated always as identity primary key, text text not null);
insert into notes (text) values ('buy glue'), ('feed the otter');
