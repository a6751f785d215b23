// does-not-compile: the package it imports is not here
package unknown

import "example.org/shop/internal/store"

func each(use func(map[string]any)) error {
	cursor, err := store.DB().Table("orders").Rows() // want "the result set in `cursor` is not closed on every path"
	if err != nil {
		return err
	}
	for cursor.Next() {
		row := map[string]any{}
		if err := cursor.Scan(&row); err != nil {
			return err
		}
		use(row)
	}
	return cursor.Close()
}

func all(use func(int)) error {
	cursor, err := store.DB().Table("orders").Rows()
	if err != nil {
		return err
	}
	defer cursor.Close()
	for cursor.Next() {
		use(1)
	}
	return nil
}

// Nothing says that these are rows of a database.
func sizes() int {
	n := 0
	for range store.Sheet().Rows() {
		n++
	}
	return n
}
