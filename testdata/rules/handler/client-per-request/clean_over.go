package clean

import (
	"database/sql"
	"net/http"

	"gorm.io/driver/postgres"
	"gorm.io/gorm"
)

// What is opened over a pool that is there opens none.
func over(pool *sql.DB, plain bool) http.HandlerFunc {
	return func(w http.ResponseWriter, r *http.Request) {
		var dialect gorm.Dialector
		if plain {
			dialect = postgres.New(postgres.Config{Conn: pool})
		} else {
			dialect = postgres.New(postgres.Config{Conn: pool, PreferSimpleProtocol: true})
		}
		db, err := gorm.Open(dialect, &gorm.Config{})
		if err != nil {
			http.Error(w, err.Error(), http.StatusInternalServerError)
			return
		}
		db.Exec("select 1")
	}
}
