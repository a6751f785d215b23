// does-not-compile: the packages it imports are not here
package dialled

import (
	"context"
	"time"

	"example.org/shop/internal/mailbox"
	"example.org/shop/internal/pb"
	"google.golang.org/grpc"
)

// What is dialled is a connection, whoever dials.

func count(address string) (int, error) {
	box, err := mailbox.Dial(address) // want "the connection in `box` is not closed on every path"
	if err != nil {
		return 0, err
	}
	if err := box.Login("me"); err != nil {
		return 0, err
	}
	n := box.Count()
	return n, box.Quit()
}

func ping(address string) error {
	box, err := mailbox.DialTimeout(address, time.Second) // want "the connection in `box` is never closed"
	if err != nil {
		return err
	}
	return box.Ping()
}

func left(address string) error {
	box, err := mailbox.Dial(address)
	if err != nil {
		return err
	}
	defer box.Logout()
	return box.Ping()
}

func opened(address string) (*mailbox.Box, error) {
	box, err := mailbox.Dial(address)
	if err != nil {
		return nil, err
	}
	box.SetDebug(true)
	return box, nil
}

func handed(address string, with func(*mailbox.Box)) error {
	box, err := mailbox.Dial(address)
	if err != nil {
		return err
	}
	box.SetDebug(true)
	with(box)
	return nil
}

// A generated client calls through a connection that stays its maker's.

func watch(address string) pb.Orders_WatchClient {
	for {
		conn, err := grpc.Dial(address) // want "the connection in `conn` is never closed"
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		orders, err := pb.NewOrdersClient(conn).Watch(context.Background())
		if err != nil {
			time.Sleep(time.Second)
			continue
		}
		return orders
	}
}

func client(address string) (pb.OrdersClient, error) {
	conn, err := grpc.Dial(address)
	if err != nil {
		return nil, err
	}
	return pb.NewOrdersClient(conn), nil
}

type shop struct{ orders pb.OrdersClient }

func (s *shop) open(address string) error {
	conn, err := grpc.Dial(address)
	if err != nil {
		return err
	}
	s.orders = pb.NewOrdersClient(conn)
	return nil
}

type numbered struct {
	number int
	orders pb.OrdersClient
}

// Nobody who receives one can close what it calls through.
func each(addresses []string, found chan<- numbered) {
	for number, address := range addresses {
		go func() {
			conn, err := grpc.Dial(address) // want "the connection in `conn` is never closed"
			if err != nil {
				return
			}
			found <- numbered{number: number, orders: pb.NewOrdersClient(conn)}
		}()
	}
}

func byAddress(addresses []string) map[string]pb.OrdersClient {
	all := map[string]pb.OrdersClient{}
	for _, address := range addresses {
		conn, err := grpc.Dial(address) // want "the connection in `conn` is never closed"
		if err != nil {
			continue
		}
		all[address] = pb.NewOrdersClient(conn)
	}
	return all
}

type closable struct {
	orders pb.OrdersClient
	conn   *grpc.ClientConn
}

func withConnections(addresses []string, found chan<- closable) {
	for _, address := range addresses {
		conn, err := grpc.Dial(address)
		if err != nil {
			continue
		}
		found <- closable{orders: pb.NewOrdersClient(conn), conn: conn}
	}
}
