package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"
)

// Order is what somebody bought.
type Order struct {
	ID     int64     `json:"id"`
	ItemID int64     `json:"item_id"`
	Count  int       `json:"count"`
	Cents  int64     `json:"cents"`
	Placed time.Time `json:"placed"`
}

// SaveOrder stores the order and takes the goods off the shelf.
func (d *DB) SaveOrder(ctx context.Context, order *Order) error {
	tx, err := d.sql.BeginTx(ctx, nil) // want transaction-not-finished:"."
	if err != nil {
		return fmt.Errorf("save order: %w", err)
	}
	taken, err := tx.ExecContext(ctx,
		"update stock set count = count - $1 where item_id = $2 and count >= $1", order.Count, order.ItemID)
	if err != nil {
		return fmt.Errorf("take from stock: %w", err)
	}
	if changed, err := taken.RowsAffected(); err != nil || changed == 0 {
		_ = tx.Rollback()
		return ErrNotFound
	}
	err = tx.QueryRowContext(ctx,
		"insert into orders (item_id, count, cents) values ($1, $2, $3) returning id, placed",
		order.ItemID, order.Count, order.Cents).Scan(&order.ID, &order.Placed)
	if err != nil {
		_ = tx.Rollback()
		return fmt.Errorf("insert order: %w", err)
	}
	return tx.Commit()
}

// Order returns one order or ErrNotFound.
func (d *DB) Order(ctx context.Context, id int64) (Order, error) {
	order := Order{ID: id}
	row := d.sql.QueryRowContext(ctx, "select item_id, count, cents, placed from orders where id = $1", id)
	err := row.Scan(&order.ItemID, &order.Count, &order.Cents, &order.Placed)
	if errors.Is(err, sql.ErrNoRows) {
		return order, ErrNotFound
	}
	return order, err
}

// CancelOrder forgets an order.
func (d *DB) CancelOrder(ctx context.Context, id int64) error {
	_, err := d.sql.ExecContext(ctx, "delete from orders where id = $1", id)
	return err
}

// Sale is one line of the sales report.
type Sale struct {
	Day   time.Time
	Item  string
	Count int
	Cents int64
}

// EachSale calls visit for every sale since a day, oldest first.
func (d *DB) EachSale(ctx context.Context, since time.Time, visit func(Sale) error) error {
	rows, err := d.sql.QueryContext(ctx, `select o.placed::date, i.name, sum(o.count), sum(o.cents)
		from orders o join items i on i.id = o.item_id where o.placed >= $1 group by 1, 2 order by 1, 2`, since)
	if err != nil {
		return fmt.Errorf("sales: %w", err)
	}
	defer rows.Close()
	for rows.Next() {
		var sale Sale
		if err := rows.Scan(&sale.Day, &sale.Item, &sale.Count, &sale.Cents); err != nil {
			return fmt.Errorf("scan sale: %w", err)
		}
		if err := visit(sale); err != nil {
			return err
		}
	}
	return rows.Err()
}
