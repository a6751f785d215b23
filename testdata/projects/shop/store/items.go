package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
)

// Item is what the shop sells; Cents is its list price.
type Item struct {
	ID    int64  `json:"id"`
	Name  string `json:"name"`
	Kind  string `json:"kind"`
	Cents int64  `json:"cents"`
}

// Items returns up to limit items of a kind, all kinds if it is "".
func (d *DB) Items(ctx context.Context, kind string, limit int) ([]Item, error) {
	rows, err := d.sql.QueryContext(ctx,
		"select id, name, kind, cents from items where $1 in ('', kind) order by name limit $2", kind, limit)
	if err != nil {
		return nil, fmt.Errorf("items: %w", err)
	}
	if limit <= 0 {
		return nil, nil
	}
	defer rows.Close() // want late-defer:"rows"
	return scanItems(rows)
}

func scanItems(rows *sql.Rows) ([]Item, error) {
	items := []Item{}
	for rows.Next() {
		var item Item
		if err := rows.Scan(&item.ID, &item.Name, &item.Kind, &item.Cents); err != nil {
			return nil, fmt.Errorf("scan item: %w", err)
		}
		items = append(items, item)
	}
	return items, rows.Err()
}

// Item returns one item or ErrNotFound.
func (d *DB) Item(ctx context.Context, id int64) (Item, error) {
	item := Item{ID: id}
	row := d.sql.QueryRowContext(ctx, "select name, kind, cents from items where id = $1", id)
	err := row.Scan(&item.Name, &item.Kind, &item.Cents)
	if errors.Is(err, sql.ErrNoRows) {
		return item, ErrNotFound
	}
	return item, err
}

// Search returns the names that begin with prefix.
func (d *DB) Search(ctx context.Context, prefix string) ([]string, error) {
	rows, err := d.sql.QueryContext(ctx, "select name from items where name like $1 || '%'", prefix) // want rows-not-closed:"."
	if err != nil {
		return nil, fmt.Errorf("search: %w", err)
	}
	var names []string
	for rows.Next() {
		var name string
		if err := rows.Scan(&name); err != nil {
			return nil, fmt.Errorf("scan name: %w", err)
		}
		names = append(names, name)
	}
	rows.Close()
	return names, rows.Err()
}

// Add stores new items, all or none.
func (d *DB) Add(ctx context.Context, items []Item) error {
	tx, err := d.sql.BeginTx(ctx, nil)
	if err != nil {
		return fmt.Errorf("add items: %w", err)
	}
	defer func() { _ = tx.Rollback() }()
	insert, err := tx.PrepareContext(ctx, "insert into items (name, kind, cents) values ($1, $2, $3)")
	if err != nil {
		return fmt.Errorf("add items: %w", err)
	}
	defer insert.Close()
	for _, item := range items {
		if _, err := insert.ExecContext(ctx, item.Name, item.Kind, item.Cents); err != nil {
			return fmt.Errorf("add %s: %w", item.Name, err)
		}
	}
	return tx.Commit()
}
