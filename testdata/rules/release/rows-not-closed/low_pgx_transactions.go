package transactions

import (
	"context"
	"errors"
	"log"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/pgxpool"
)

var errNobody = errors.New("nobody has this name")

// find has its rows ended with the transaction, on whatever way it leaves.
func find(ctx context.Context, pool *pgxpool.Pool, names []string) (found []string, err error) {
	tx, err := pool.Begin(ctx)
	if err != nil {
		return nil, err
	}
	defer func() {
		if err := tx.Commit(ctx); err != nil && !errors.Is(err, pgx.ErrTxClosed) {
			log.Print(err)
		}
	}()
	for _, name := range names {
		rows, err := tx.Query(ctx, "select email from users where name = $1", name) // want "never closed"
		if err != nil {
			return nil, err
		}
		for rows.Next() {
			var email string
			if err := rows.Scan(&email); err != nil {
				return nil, err
			}
			if email == "" {
				return nil, errNobody
			}
			found = append(found, email)
		}
	}
	return found, nil
}
