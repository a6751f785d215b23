// Package queries has its queries made anew for a transaction.
package queries

import "gorm.io/gorm"

type query struct {
	db    *gorm.DB
	Goods goods
}

type goods struct{ db *gorm.DB }

type queryTx struct {
	*query
	Error error
}

func use(db *gorm.DB) *query { return &query{db: db, Goods: goods{db: db}} }

func (q *query) clone(db *gorm.DB) *query { return &query{db: db, Goods: goods{db: db}} }

func (q *query) Begin() *queryTx {
	tx := q.db.Begin()
	return &queryTx{query: q.clone(tx), Error: tx.Error}
}

func (q *queryTx) Commit() error   { return q.db.Commit().Error }
func (q *queryTx) Rollback() error { return q.db.Rollback().Error }

func (g goods) Create(name string) error {
	return g.db.Exec("insert into goods values (?)", name).Error
}

func begin(db *gorm.DB) (*queryTx, error) {
	tx := use(db).Begin()
	if tx.Error != nil {
		return nil, tx.Error
	}
	return tx, nil
}

func giveUp(tx *queryTx) { _ = tx.Rollback() }

func add(db *gorm.DB, names []string) error {
	tx, err := begin(db) // want "the transaction in `tx` is not finished on every path"
	if err != nil {
		return err
	}
	if err := tx.Goods.Create("all"); err != nil {
		return err
	}
	for _, name := range names {
		if err := tx.Goods.Create(name); err != nil {
			giveUp(tx)
			return err
		}
	}
	return tx.Commit()
}

func cleanAdd(db *gorm.DB, names []string) error {
	tx := use(db).Begin()
	if tx.Error != nil {
		return tx.Error
	}
	for _, name := range names {
		if err := tx.Goods.Create(name); err != nil {
			giveUp(tx)
			return err
		}
	}
	return tx.Commit()
}

// deep is called with a transaction, and nobody looks as far down as this.
func deep(tx *gorm.DB, n int) error    { return deeper(tx, n) }
func deeper(tx *gorm.DB, n int) error  { return third(tx, n) }
func third(tx *gorm.DB, n int) error   { return fourth(tx, n) }
func fourth(tx *gorm.DB, n int) error  { return fifth(tx, n) }
func fifth(tx *gorm.DB, n int) error   { return sixth(tx, n) }
func sixth(tx *gorm.DB, n int) error   { return seventh(tx, n) }
func seventh(tx *gorm.DB, n int) error { return eighth(tx, n) }
func eighth(tx *gorm.DB, n int) error  { return tx.Exec("delete from goods where id = ?", n).Error }

func drop(db *gorm.DB, n int) error {
	tx := db.Begin() // want "the transaction in `tx` is not finished on every path"
	if err := deep(tx, n); err != nil {
		return err
	}
	return tx.Commit().Error
}
