import { Column, CreateDateColumn, Entity, PrimaryGeneratedColumn } from 'typeorm';

/** A tenant. */
@Entity('workshop')
export class WorkshopEntity {
  @PrimaryGeneratedColumn('identity', { generatedIdentity: 'ALWAYS' })
  id: number;

  /** 1 to 120 characters. */
  @Column('text')
  name: string;

  /** Networks of its cameras, within CAMERA_NETWORKS; null: all of them. */
  @Column({ name: 'camera_networks', type: 'text', array: true, nullable: true })
  cameraNetworks: string[] | null;

  /** Created by `create-sample-workshop`, for demos. */
  @Column({ name: 'is_sample', type: 'boolean', default: false })
  isSample: boolean;

  @CreateDateColumn({ name: 'created_at', type: 'timestamptz' })
  createdAt: Date;
}
